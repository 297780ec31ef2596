package dev.sluice.intake.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.batch.BatchSweeper;
import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.SkipReason;
import dev.sluice.intake.source.SourceStatus;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A watched feed, from its server to what the jobs make of its entries. */
class WatchedFeedTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    @FunctionalInterface
    private interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private IntakeHub hub;

    @BeforeEach
    void a_web_server_and_a_hub() throws IOException {
        IntakeHub.empty(database);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                requests.add(path);
                pages.getOrDefault(path, status(404)).answer(exchange);
            }
        });
        server.start();
        hub = hub();
        watch();
    }

    private IntakeHub hub() {
        return new IntakeHub(
                database,
                home,
                Map.of(
                        "sluice.egress.allow",
                                "127.0.0.1:" + server.getAddress().getPort(),
                        "sluice.egress.read-timeout", "500ms",
                        "sluice.feed.size", "1MB",
                        "sluice.feed.nested", "5",
                        "sluice.feed.depth", "1"),
                context -> {});
    }

    @AfterEach
    void stop() {
        end.countDown();
        hub.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void watch(String... more) {
        Map<String, String> parameters = new HashMap<>(Map.of("sourceId", "news", "url", url("/feed")));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        hub.bean(FeedSources.class).register(parameters);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static Page status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    private static Page page(String type, String content, String... headers) {
        return page(type, content.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** With a tag of its own, which is honoured. */
    private static Page page(String type, byte[] content, String... headers) {
        String etag = "\"" + java.util.Arrays.hashCode(content) + "\"";
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.getResponseHeaders().add("ETag", etag);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        };
    }

    private Iterator<FoundEntries> poll() {
        hub.advance(Duration.ofMinutes(20));
        return hub.bean(FeedPoll.class).poll("news");
    }

    /** What the route of the source does on one tick of its timer; how many documents were new. */
    private int read() {
        int before = hub.count("intake_record");
        poll().forEachRemaining(hub.bean(FeedAcceptance.class)::accept);
        return hub.count("intake_record") - before;
    }

    private SourceStatus status() {
        return hub.bean(FeedSources.class).statuses().get(0);
    }

    private List<String> column(String expression) {
        return hub.jdbc
                .sql("SELECT " + expression + " FROM intake_record ORDER BY key, version")
                .query(String.class)
                .list();
    }

    private static String rss(String... items) {
        return "<rss version=\"2.0\"><channel><title>t</title><link>http://x/</link><description>d</description>"
                + String.join("", items) + "</channel></rss>";
    }

    private static String item(String guid, String link, int day) {
        return "<item><guid isPermaLink=\"false\">%s</guid><title>T %s</title><link>%s</link><pubDate>%02d Nov 2026 10:00:00 GMT</pubDate></item>"
                .formatted(guid, guid, link, day);
    }

    @Test
    void each_entry_becomes_a_document_once_and_again_in_its_next_version() {
        pages.put("/feed", page("application/rss+xml", rss(item("a", "docs/a.txt", 1), item("b", url("/b.txt"), 1))));
        pages.put("/docs/a.txt", page("text/plain", "text of a"));
        pages.put("/b.txt", page("text/plain", "text of b"));

        assertThat(read()).isEqualTo(2);
        assertThat(column("key || ' ' || fetch_address"))
                .containsExactly("a " + url("/docs/a.txt"), "b " + url("/b.txt"));
        hub.work(IntakeHub::anyText);
        assertThat(hub.count("job_state WHERE state = 'completed'")).isEqualTo(2);
        assertThat(IntakeHub.files(home.resolve("results/news")))
                .containsExactly("a.txt.json", "a.txt.md", "b.txt.json", "b.txt.md");
        assertThat(status().error()).isNull();

        requests.clear();
        assertThat(read()).isZero();
        assertThat(requests).containsExactly("/feed");
        pages.put("/feed", page("application/rss+xml", rss(item("a", "docs/a.txt", 2), item("b", url("/b.txt"), 1))));
        assertThat(read()).isEqualTo(1);
        assertThat(column("key")).containsExactly("a", "a", "b");
        assertThat(hub.count("job")).isEqualTo(3);
    }

    @Test
    void documents_of_one_host_wait_their_turn_and_that_is_no_failure() {
        pages.put(
                "/feed",
                page(
                        "text/plain",
                        IntStream.range(0, 30)
                                .mapToObj(i -> url("/d/" + i + ".txt"))
                                .collect(Collectors.joining("\n"))));
        IntStream.range(0, 30).forEach(i -> pages.put("/d/" + i + ".txt", page("text/plain", "text " + i)));
        watch("workers", "256");
        read();
        hub.work(IntakeHub::anyText);
        assertThat(hub.count("job_state WHERE state = 'completed'")).isEqualTo(20);
        assertThat(hub.count("job_state WHERE state = 'pending' AND failures = 0 AND error_code = 'HOST_BUSY'"))
                .isEqualTo(10);

        hub.advance(Duration.ofMinutes(1));
        hub.jdbc
                .sql("UPDATE job SET due_at = sluice_now() WHERE due_at IS NOT NULL")
                .update();
        hub.bean(BatchSweeper.class).releaseDueJobs();
        hub.work(IntakeHub::anyText);
        assertThat(hub.count("job_state WHERE state = 'completed'")).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atom | <feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>t</title><updated>2026-11-01T00:00:00Z</updated><entry><id>e</id><title>t</title><updated>2026-11-01T00:00:00Z</updated><link href='/d.pdf'/></entry></feed>",
                "json | {\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"t\", \"items\": [{\"id\": \"e\", \"url\": \"/d.pdf\"}]}",
                "sitemap | <urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/d.pdf</loc><lastmod>2026-11-01</lastmod></url></urlset>",
                "csv | url,version~/d.pdf,3",
                "list | # my list~{base}/d.pdf"
            })
    void feeds_of_every_kind_are_read(String format, String content) {
        pages.put("/feed", page("text/plain", content.replace('~', '\n').replace("{base}", url(""))));
        watch("format", format);
        assertThat(read()).isEqualTo(1);
        assertThat(column("fetch_address")).containsExactly(url("/d.pdf"));

        watch("format", "rss");
        assertThat(read()).isZero();
        assertThat(status().error()).contains("it is of the format " + format + ", and the source says rss");
    }

    @Test
    void a_feed_of_ten_thousand_entries_is_read_whole_and_once() {
        String entries = IntStream.range(0, 10_000)
                .mapToObj(i -> url("/d/" + i + ".pdf"))
                .collect(Collectors.joining("\n"));
        pages.put("/feed", page("text/plain", entries));
        assertThat(read()).isEqualTo(10_000);
        assertThat(read()).isZero();
        assertThat(hub.count("job")).isEqualTo(10_000);

        pages.put("/feed", page("text/plain", entries + "\n" + url("/d/new.pdf")));
        assertThat(read()).isZero();
        assertThat(status().error()).contains("has 1 entries more than maxEntries, 10,000");
        watch("maxEntries", "10001");
        assertThat(read()).isEqualTo(1);
        assertThat(status().error()).isNull();
    }

    @Test
    void a_death_before_the_last_handful_is_written_down_reads_the_feed_again() {
        pages.put(
                "/feed",
                page(
                        "text/plain",
                        IntStream.range(0, 1_500)
                                .mapToObj(i -> url("/d/" + i + ".pdf"))
                                .collect(Collectors.joining("\n"))));
        hub.bean(FeedAcceptance.class).accept(poll().next());
        assertThat(hub.count("intake_record")).isEqualTo(1_000);
        hub.close();
        hub = hub();
        watch();
        assertThat(read()).isEqualTo(500);
        assertThat(read()).isZero();
        assertThat(hub.count("job")).isEqualTo(1_500);
    }

    @Test
    void what_a_sitemap_index_names_is_read_and_a_death_between_them_goes_on_where_it_was() {
        pages.put("/feed", page("application/xml", index("/one.xml", "/two.xml.gz", "/missing.xml")));
        pages.put("/one.xml", page("application/xml", sitemap("/1.pdf")));
        pages.put("/two.xml.gz", page("application/gzip", packed(sitemap("/2.pdf"))));
        Iterator<FoundEntries> round = poll();
        hub.bean(FeedAcceptance.class).accept(round.next()); // the index
        hub.bean(FeedAcceptance.class).accept(round.next()); // the first sitemap
        hub.close();
        requests.clear();
        hub = hub();
        watch();

        assertThat(read()).isEqualTo(1);
        assertThat(requests).containsExactly("/two.xml.gz", "/missing.xml");
        assertThat(column("fetch_address")).containsExactly(url("/1.pdf"), url("/2.pdf"));
        assertThat(status().error()).contains("/missing.xml").contains("404");

        pages.put("/feed", page("application/xml", index("/one.xml")));
        pages.put("/one.xml", page("application/xml", sitemap("/1.pdf", "/3.pdf")));
        requests.clear();
        assertThat(read()).isEqualTo(1);
        assertThat(requests).containsExactly("/feed", "/one.xml");
        assertThat(status().error()).isNull();
        assertThat(hub.count("feed_place")).isEqualTo(2);
    }

    @Test
    void indexes_are_bounded_in_depth_and_count_and_may_name_themselves() {
        pages.put(
                "/feed",
                page("application/xml", index("/feed", "/1.xml", "/2.xml", "/3.xml", "/4.xml", "/5.xml", "/6.xml")));
        pages.put("/1.xml", page("application/xml", index("/deep.xml")));
        for (int i = 2; i <= 6; i++) {
            pages.put("/" + i + ".xml", page("application/xml", sitemap("/" + i + ".pdf")));
        }
        read();
        assertThat(requests).doesNotContain("/deep.xml", "/6.xml").contains("/4.xml");
        assertThat(status().error())
                .contains("entries or nested feeds are passed over")
                .contains("sluice.feed.nested");
    }

    private String index(String... paths) {
        return java.util.Arrays.stream(paths)
                .map(path -> "<sitemap><loc>" + url(path) + "</loc></sitemap>")
                .collect(Collectors.joining(
                        "", "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", "</sitemapindex>"));
    }

    private String sitemap(String... paths) {
        return java.util.Arrays.stream(paths)
                .map(path -> "<url><loc>" + url(path) + "</loc></url>")
                .collect(Collectors.joining(
                        "", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", "</urlset>"));
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | there is nothing at its address (404)",
                "403 | lets nobody in",
                "500 | is busy or has a problem of its own (500)",
                "204 | its server answered 204"
            })
    void a_server_that_has_no_feed_for_us_is_reported_and_the_feed_keeps_its_place(int status, String sentence) {
        Page good = page("text/plain", url("/a.pdf"));
        pages.put("/feed", good);
        read();
        pages.put("/feed", status(status));
        assertThat(read()).isZero();
        assertThat(status().error())
                .startsWith("The feed " + url("/feed") + " cannot be read: ")
                .contains(sentence);

        pages.put("/feed", good);
        assertThat(read()).isZero();
        assertThat(status().error()).isNull();
        assertThat(hub.count("feed_place WHERE etag IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void a_busy_server_is_left_alone_for_as_long_as_it_asks_and_longer_with_each_failure() {
        pages.put("/feed", status(503, "Retry-After", "7200"));
        read();
        requests.clear();
        for (int i = 0; i < 5; i++) {
            read(); // every 20 minutes
        }
        assertThat(requests).isEmpty();
        read();
        assertThat(requests).hasSize(1);
        assertThat(FeedRound.backoff(Duration.ofMinutes(15), 4, Duration.ofHours(6), Duration.ZERO))
                .isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
        assertThat(FeedRound.backoff(Duration.ofMinutes(15), 40, Duration.ofHours(6), Duration.ZERO))
                .isBetween(Duration.ofMinutes(359), Duration.ofHours(6));

        watch("maxEntries", "99"); // somebody changes the source's file: it is tried at once
        assertThat(read()).isZero();
        assertThat(requests).hasSize(2);
    }

    @Test
    void slow_broken_large_and_wrong_answers_are_each_told_apart() {
        pages.put("/feed", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reports("No complete answer within 500 ms.");
        pages.put("/feed", exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
            throw new IOException("breaks off");
        });
        reports("cannot be read");
        pages.put("/feed", page("text/plain", "x".repeat(1_100_000)));
        reports("more than 1,048,576 bytes");
        pages.put("/feed", page("application/gzip", packed("x".repeat(1_100_000))));
        reports("more than 1,048,576 bytes when unpacked");
        pages.put("/feed", page("text/html", "<!doctype html><html></html>"));
        reports("a web page, not a feed");
        pages.put("/feed", page("application/pdf", "%PDF-1.7"));
        reports("This is no feed");
        pages.put("/feed", page("application/xml", "<rss><channel>"));
        reports("broken");
        pages.put("/feed", page("text/plain", ""));
        reports("The feed is empty");
        pages.put("/feed", status(302, "Location", "http://169.254.169.254/latest/meta-data/"));
        reports("it leads to an address that may not be connected to");
        assertThat(status().error()).doesNotContain("169");
        assertThat(hub.count("intake_record")).isZero();
    }

    private void reports(String sentence) {
        watch("batchQuietTime", requests.size() + 1 + "s", "maxEntries", String.valueOf(requests.size() + 1));
        assertThat(read()).isZero();
        assertThat(status().error()).contains(sentence).contains(url("/feed"));
    }

    @Test
    void a_redirect_within_the_public_is_followed_and_relative_links_count_from_there() {
        pages.put("/feed", status(301, "Location", "/moved/feed.xml"));
        pages.put("/moved/feed.xml", page("application/rss+xml", rss(item("a", "a.pdf", 1))));
        assertThat(read()).isEqualTo(1);
        assertThat(column("fetch_address")).containsExactly(url("/moved/a.pdf"));
    }

    @Test
    void entries_that_name_no_document_are_counted_and_named() {
        pages.put(
                "/feed",
                page(
                        "application/rss+xml",
                        rss(
                                item("a", "/a.pdf", 1),
                                item("b", "mailto:x@example.com", 1),
                                item("c", "http://user:secret@example.com/c", 1))));
        assertThat(read()).isEqualTo(1);
        assertThat(status().error())
                .contains("2 entries or nested feeds are passed over")
                .contains("\"b\"")
                .doesNotContain("secret");
        assertThat(read()).isZero();
        assertThat(status().error()).contains("2 entries");
    }

    @Test
    void names_of_any_length_and_kind_are_told_apart() {
        String longId = "x".repeat(5_000);
        pages.put("/feed", page("application/json", """
                [{"id": "%s1", "url": "/1.pdf"}, {"id": "%s2", "url": "/2.pdf"}, {"id": "n\\u0000ul", "url": "/3.pdf"},
                 {"id": "4", "url": "/reports/", "title": "Annual report.pdf", "date_modified": "%s"}]
                """.formatted(longId, longId, longId)));
        assertThat(read()).isEqualTo(4);
        assertThat(column("name")).containsExactlyInAnyOrder("1.pdf", "2.pdf", "3.pdf", "Annual report.pdf");
        pages.put("/feed", page("application/json", "[{\"id\": \"%s1\", \"url\": \"/1.pdf\"}]".formatted(longId)));
        assertThat(read()).isZero();
    }

    @Test
    void patterns_decide_what_is_taken_and_a_dry_run_says_so() {
        pages.put(
                "/feed",
                page(
                        "text/plain",
                        String.join("\n", url("/a.pdf?key=1"), url("/b.PDF"), url("/c.html"), url("/drafts/d.pdf"))));
        watch("include", "*.pdf", "exclude", "**/drafts/**");
        Preview preview = hub.bean(FeedSources.class).preview("news", 10);
        assertThat(preview.take()).isEqualTo(2);
        assertThat(preview.skip()).isEqualTo(Map.of(SkipReason.EXCLUDED, 2));
        assertThat(hub.count("intake_record")).isZero();
        assertThat(read()).isEqualTo(2);
        assertThat(hub.bean(FeedSources.class).preview("news", 10).skip()).containsEntry(SkipReason.ALREADY_SEEN, 2);

        watch("include", "*.pdf"); // what was left out before is found although the feed has not changed
        assertThat(read()).isEqualTo(1);
        pages.put("/feed", status(404));
        assertThatThrownBy(() -> hub.bean(FeedSources.class).preview("news", 10))
                .hasMessageContaining("404");
    }

    @Test
    void headers_from_a_file_go_to_the_origin_of_the_feed_and_to_nobody_else() throws IOException {
        Path file = Files.writeString(home.resolve("headers"), "Authorization: Bearer s3cret\nX-Other: 1\n");
        String elsewhere = url("/b.txt").replace("127.0.0.1", "localhost");
        Map<String, String> seen = new ConcurrentHashMap<>();
        Map.of(
                        "/feed", page("application/xml", index("/one.xml")),
                        "/one.xml",
                                page(
                                        "application/xml",
                                        "<urlset><url><loc>%s</loc></url><url><loc>%s</loc></url></urlset>"
                                                .formatted(url("/a.txt"), elsewhere)),
                        "/a.txt", status(302, "Location", "/c.txt"),
                        "/b.txt", page("text/plain", "b"),
                        "/c.txt", status(302, "Location", url("/d.txt").replace("127.0.0.1", "localhost")),
                        "/d.txt", page("text/plain", "d"))
                .forEach((path, page) -> pages.put(path, exchange -> {
                    seen.put(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                    page.answer(exchange);
                }));
        watch("headersFile", file.toString());

        assertThat(read()).isEqualTo(2);
        hub.work(IntakeHub::anyText);

        String secret = "Bearer s3cret";
        assertThat(seen)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/feed", secret,
                        "/one.xml", secret,
                        "/a.txt", secret,
                        "/b.txt", "null",
                        "/c.txt", secret,
                        "/d.txt", "null"));
        assertThat(column("content")).hasSize(2).doesNotContainNull();

        Files.writeString(file, "no header");
        assertThat(read()).isZero();
        assertThat(status().error()).contains("headersFile");
    }

    @Test
    void a_document_waits_for_headers_that_cannot_be_read() {
        pages.put("/feed", page("text/plain", url("/a.txt")));
        pages.put("/a.txt", page("text/plain", "a"));
        assertThat(read()).isEqualTo(1);
        watch("headersFile", home.resolve("gone").toString());

        hub.work(IntakeHub::anyText);

        assertThat(requests).doesNotContain("/a.txt");
        assertThat(hub.jdbc
                        .sql("SELECT state || ' ' || error_code || ' ' || error_text FROM job")
                        .query(String.class)
                        .single())
                .startsWith("open SOURCE_UNAVAILABLE")
                .contains("headersFile");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url | | The parameter url is missing",
                "url | ftp://example.com/feed | it is a plain http or https address",
                "url | http://user:pw@example.com/ | it is a plain http or https address",
                "format | xml | format is \"xml\"; it is one of atom, auto, csv, json, list, rss, sitemap.",
                "maxEntries | 0 | maxEntries is \"0\"; it is a number from 1 to 100000.",
                "pollInterval | often | pollInterval is \"often\"",
                "directory | in | There is no parameter \"directory\"; a feed source has"
            })
    void a_mistake_in_the_file_gives_one_clear_sentence(String name, String value, String sentence) {
        Map<String, String> parameters = new HashMap<>(Map.of("sourceId", "news", "url", "https://example.com/feed"));
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }
        assertThatThrownBy(() -> hub.bean(FeedSources.class).check(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
