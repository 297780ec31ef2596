package dev.sluice.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Stands before an S3 server that knows no tags and adds them: {@code GET} and {@code PUT} of {@code ?tagging} are answered
 * here as S3 answers them, all else goes on to the server. A new version has no tags. On request it treats {@code If-Match} as some
 * stores do when they remove.
 */
public final class TaggingStore implements AutoCloseable {
    /** What becomes of {@code If-Match} in a {@code DELETE}. */
    public enum Removal {
        COMPARES,
        IGNORES_IF_MATCH,
        /** 501, as stores that know no conditional removal. */
        REFUSES_IF_MATCH
    }

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private final S3Server server;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Removal removal = Removal.COMPARES;
    private volatile Runnable beforeDelete = () -> {};

    /** @param server one that looks at no signature */
    public TaggingStore(S3Server server) {
        this.server = server;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** The tags of an object; empty for none. */
    public Map<String, String> tags(String bucket, String key) {
        return tags.getOrDefault("/" + bucket + "/" + key, Map.of());
    }

    /** Somebody else tags an object. */
    public void tag(String bucket, String key, String name, String value) {
        tags.computeIfAbsent("/" + bucket + "/" + key, k -> new TreeMap<>()).put(name, value);
    }

    public void removal(Removal kind) {
        removal = kind;
    }

    /** Runs that just before a removal reaches the server. */
    public void beforeDelete(Runnable action) {
        beforeDelete = action;
    }

    /** Method, path and query of everything it was asked. */
    public List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            requests.add(method + " " + exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getRawQuery();
            if (query != null && List.of(query.split("&")).contains("tagging")) {
                answerTagging(exchange, method, path, body);
                return;
            }
            boolean conditional = exchange.getRequestHeaders().containsKey("If-Match");
            if (method.equals("DELETE")) {
                if (conditional && removal == Removal.REFUSES_IF_MATCH) {
                    send(exchange, 501, error("NotImplemented"));
                    return;
                }
                beforeDelete.run();
            }
            forward(exchange, method, path, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerTagging(HttpExchange exchange, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest head = HttpRequest.newBuilder(
                        server.endpoint().resolve(exchange.getRequestURI().getRawPath()))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        if (client.send(head, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            send(exchange, 404, error("NoSuchKey"));
        } else if (method.equals("PUT")) {
            tags.put(path, read(body));
            send(exchange, 200, "");
        } else {
            StringBuilder xml = new StringBuilder("<Tagging><TagSet>");
            tags.getOrDefault(path, Map.of())
                    .forEach((name, value) ->
                            xml.append("<Tag><Key>%s</Key><Value>%s</Value></Tag>".formatted(name, value)));
            send(exchange, 200, xml.append("</TagSet></Tagging>").toString());
        }
    }

    private static Map<String, String> read(byte[] body) throws IOException {
        try {
            NodeList all = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getElementsByTagName("Tag");
            Map<String, String> read = new TreeMap<>();
            for (int i = 0; i < all.getLength(); i++) {
                Element tag = (Element) all.item(i);
                read.put(text(tag, "Key"), text(tag, "Value"));
            }
            return read;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static String text(Element tag, String name) {
        return tag.getElementsByTagName(name).item(0).getTextContent();
    }

    private void forward(HttpExchange exchange, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.endpoint().resolve(exchange.getRequestURI().toString()))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && !isIgnored(method, name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() < 300 && (method.equals("PUT") || method.equals("DELETE"))) {
            carry(exchange.getRequestHeaders().getFirst("x-amz-copy-source"), path);
        }
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        if (method.equals("HEAD")) {
            answer.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        byte[] content = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    private boolean isIgnored(String method, String header) {
        return method.equals("DELETE") && header.equalsIgnoreCase("If-Match") && removal == Removal.IGNORES_IF_MATCH;
    }

    /** A copy has the tags of what was copied, any other new version none. */
    private void carry(@Nullable String encoded, String path) {
        String copied = encoded == null ? "" : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        Map<String, String> carried = tags.get(copied.startsWith("/") ? copied : "/" + copied);
        if (carried == null) {
            tags.remove(path);
        } else {
            tags.put(path, carried);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String error(String code) {
        return "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>as told</Message></Error>".formatted(code);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
