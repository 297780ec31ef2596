package dev.sluice.testing;

import dev.sluice.Sluice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program in this JVM, on a test database, in a home of its own and without sources. */
public final class RunningHub implements AutoCloseable {
    /** The key it is configured with. */
    public static final String KEY = "a-key-for-tests-only";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Starts it.
     *
     * @param arguments Spring properties such as {@code --sluice.job.max-losses=1}
     */
    public RunningHub(Path home, TestDatabase database, String... arguments) throws IOException {
        Files.createDirectories(home.resolve("routes/sources"));
        List<String> all = new ArrayList<>(List.of(
                "--sluice.home=" + home,
                "--sluice.routes.dir=" + home.resolve("routes"),
                "--sluice.api-key=" + KEY,
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--server.port=0"));
        all.addAll(List.of(arguments));
        context = new SpringApplication(Sluice.class).run(all.toArray(String[]::new));
    }

    /** One of its beans. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** A request to a path, with its query, that shows no key yet. */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    /** The answer to a request. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** The answer to a GET that shows the key. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).header("x-api-key", KEY));
    }

    /** The answer to a POST of JSON that shows the key. */
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(to(path).header("x-api-key", KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        context.close();
    }
}
