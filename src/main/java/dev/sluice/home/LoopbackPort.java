package dev.sluice.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Chooses the port on the loopback address: the configured one, else the last one, else any that is free. */
final class LoopbackPort {
    private final int configured;
    private final Path file;

    LoopbackPort(int configured, Path directory) {
        this.configured = configured;
        this.file = directory.resolve("port");
    }

    /**
     * A port that is free now, and remembered for the next start.
     *
     * @throws StartFailure if the configured port is taken
     */
    int choose() throws IOException {
        if (configured != 0) {
            if (!isFree(configured)) {
                throw new StartFailure("sluice.postgres.port is " + configured
                        + ", which another program uses; free it, choose another, or set 0 for any.");
            }
            return configured;
        }
        int last = parse(PrivateFiles.read(file));
        int port = last != 0 && isFree(last) ? last : anyFree();
        if (port != last) {
            PrivateFiles.write(file, port + "\n");
        }
        return port;
    }

    private static int parse(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
