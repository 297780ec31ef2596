package dev.sluice.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** An engine that answers every document at once, where reading documents is not what is measured. */
final class QuickEngine implements AutoCloseable {
    private static final byte[] ANSWER = "{\"markdown\": \"read\"}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final LongAdder asked = new LongAdder();

    QuickEngine() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    /** The options with which a program uses it. */
    List<String> options(int concurrent) {
        return List.of(
                "--sluice.engine.use.extract=http",
                "--sluice.engine.http.url=http://127.0.0.1:%d/{operation}"
                        .formatted(http.getAddress().getPort()),
                "--sluice.engine.http.max-concurrent=" + concurrent,
                "--sluice.parser.processes=1");
    }

    /** Documents it was sent. */
    long asked() {
        return asked.sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.increment();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
