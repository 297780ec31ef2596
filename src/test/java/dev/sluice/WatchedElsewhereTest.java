package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole program: an object in a bucket and an entry of a feed, each from its place to its result file. */
class WatchedElsewhereTest {
    @RegisterExtension
    static final S3Server server = new S3Server();

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    @Test
    void an_object_and_an_entry_become_results_and_the_object_moves_on() throws Exception {
        String bucket = server.bucket("watched");
        server.put(bucket, "in/2026/letter.txt", "A letter from the bucket.");
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(web, "/feed.csv", "id,url,version\n1,/note.txt,1\n");
        serve(web, "/note.txt", "A note from the web.");
        web.start();
        Path sources = Files.createDirectories(home.resolve("routes/sources"));
        Files.writeString(sources.resolve("letters.camel.yaml"), """
                - templatedRoute:
                    routeId: source-letters
                    routeTemplateRef: s3-source
                    parameters:
                      - {name: prefix, value: "s3://watched/in/"}
                      - {name: onCompleted, value: "move:s3://watched/done/"}
                      - {name: batchQuietTime, value: 1s}
                """);
        Files.writeString(sources.resolve("notes.camel.yaml"), """
                - templatedRoute:
                    routeId: source-notes
                    routeTemplateRef: feed-source
                    parameters:
                      - {name: url, value: "http://127.0.0.1:%d/feed.csv"}
                """.formatted(
                        web.getAddress().getPort()));
        Files.writeString(sources.resolve("mistaken.camel.yaml"), """
                - templatedRoute:
                    routeId: source-mistaken
                    routeTemplateRef: s3-source
                    parameters:
                      - {name: prefix, value: "s3://watched/in/"}
                      - {name: onFailed, value: "move:s3://watched/in/failed/"}
                """);
        try (RunningHub hub = new RunningHub(
                home,
                database,
                "--sluice.s3.endpoint=" + server.endpoint(),
                "--sluice.s3.access-key=" + S3Server.ACCESS_KEY,
                "--sluice.s3.secret-key=" + S3Server.SECRET_KEY,
                "--sluice.egress.allow=127.0.0.1:" + web.getAddress().getPort(),
                "--sluice.limits.free-space=0B")) {
            Path letter = home.resolve("results/letters/2026/letter.txt.md");
            Path note = home.resolve("results/notes/note.txt.md");
            await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(letter) && Files.exists(note));
            assertThat(letter).content().contains("A letter from the bucket.");
            assertThat(note).content().contains("A note from the web.");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(keys(bucket)).isEqualTo("done/2026/letter.txt"));
            String health = hub.get("/actuator/health").body();
            assertThat(health)
                    .contains("s3://watched/in/")
                    .contains("/feed.csv")
                    .contains("onFailed moves to s3://watched/in/failed/");
        } finally {
            web.stop(0);
        }
    }

    private static String keys(String bucket) {
        StringBuilder keys = new StringBuilder();
        server.client().listObjectsV2(list -> list.bucket(bucket)).contents().forEach(o -> keys.append(o.key()));
        return keys.toString();
    }

    private static void serve(HttpServer web, String path, String text) {
        web.createContext(path, exchange -> {
            try (exchange) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
