package dev.sluice.artifact.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it is told, for what a real store in a test cannot do; and writes down what it was asked. */
final class ScriptedStore implements AutoCloseable {
    /** What it sends: status, headers, body, and whether the connection breaks before the declared end. */
    record Answer(int status, Map<String, String> headers, String body, int missing) {}

    /** What it was asked. */
    record Request(String method, String path, Map<String, List<String>> headers) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer http;

    ScriptedStore() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::answer);
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Answers requests whose raw path and query begin so. */
    ScriptedStore on(String start, int status, String body) {
        answers.put(start, new Answer(status, Map.of(), body, 0));
        return this;
    }

    /** As {@link #on}, but breaks off that many bytes before the end it declared. */
    ScriptedStore breakOff(String start, String body, int missing) {
        answers.put(start, new Answer(200, Map.of(), body, missing));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(new Request(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders())));
        Answer answer = answers.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Answer(404, Map.of(), error("NoSuchKey"), 0));
        exchange.getRequestBody().readAllBytes();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", "\"scripted\"");
        exchange.sendResponseHeaders(answer.status(), body.length + answer.missing());
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    /** An error as S3 words it. */
    static String error(String code) {
        return "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>scripted</Message></Error>".formatted(code);
    }

    /** A listing as S3 words it, with keys already encoded. */
    static String listing(String... encodedKeys) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult><EncodingType>url</EncodingType>"
                        + "<IsTruncated>false</IsTruncated>");
        for (String key : encodedKeys) {
            xml.append("<Contents><Key>").append(key).append("</Key><Size>1</Size></Contents>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
