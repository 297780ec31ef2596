package dev.sluice.engine.parser.child;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a parser process's ways to the network away, whatever a document talks a library into. */
final class NoNetwork {
    private static final Set<String> REMOTE = Set.of("http", "https", "ftp", "mailto");

    private NoNetwork() {}

    /** Names are not resolved anyway, see the process's command line. */
    static void install() throws IOException {
        URL.setURLStreamHandlerFactory(protocol -> REMOTE.contains(protocol) ? new Refusing() : null);
        Socket.setSocketImplFactory(() -> {
            throw new UncheckedSocketException();
        });
    }

    private static final class UncheckedSocketException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedSocketException() {
            super(new SocketException("A parser process opens no connections"));
        }
    }

    private static final class Refusing extends URLStreamHandler {
        @Override
        protected @Nullable URLConnection openConnection(URL url) throws IOException {
            throw new IOException("A parser process opens no connections: " + url.getProtocol());
        }
    }
}
