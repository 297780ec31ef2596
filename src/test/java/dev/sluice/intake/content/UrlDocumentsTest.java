package dev.sluice.intake.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.artifact.StoredContent;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.ApiDocuments;
import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.document.Locator;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents at URLs, from the client's call to the bytes that an engine gets. */
class UrlDocumentsTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    @FunctionalInterface
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = text("hello");
    private HttpServer server;
    private IntakeHub hub;
    private UUID batchId;
    private final List<SourceDocument> worked = new ArrayList<>();

    @BeforeEach
    void a_hub_and_a_server_of_documents() throws IOException {
        IntakeHub.empty(database);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
                requests.add(exchange.getRequestURI() + (ifMatch == null ? "" : " " + ifMatch));
                behaviour.answer(exchange);
            }
        });
        server.start();
        hub = new IntakeHub(
                database,
                home,
                Map.of(
                        "sluice.egress.allow",
                        "127.0.0.1:" + server.getAddress().getPort(),
                        "sluice.egress.read-timeout",
                        "500ms",
                        "sluice.limits.file-size",
                        "1000B",
                        "sluice.job.retry-schedule",
                        "1h"));
        batchId = hub.batches.open(
                new NewBatch("default", null, Operation.EXTRACT, "embedded", null, null, 4, 1, null, null));
    }

    @AfterEach
    void stop() {
        end.countDown();
        hub.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static Behaviour text(String text, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(200, text.length());
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Behaviour status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Job run(ApiDocument document) {
        NewJob job = hub.bean(ApiDocuments.class)
                .addToBatch("default", batchId, hub.count("intake_record"), List.of(document))
                .get(0);
        work();
        return hub.reader.job("default", job.id()).orElseThrow();
    }

    private void work() {
        hub.work(document -> {
            worked.add(document);
            return IntakeHub.anyText(document);
        });
    }

    private Job run(Locator locator) {
        return run(ApiDocument.at(locator, null, null));
    }

    private Failure failure(Job job) {
        return Objects.requireNonNull(job.failure(), "the job did not fail");
    }

    @Test
    void a_document_at_a_url_is_fetched_by_its_job_and_kept() throws IOException {
        behaviour = text(
                "hello",
                "Content-Type",
                "Application/PDF; charset=x",
                "Content-Disposition",
                "attachment; filename*=UTF-8''..%2FM%C3%A4rz.pdf");

        Job job = run(ApiDocument.at(Locator.url(url("/get?id=1#x")), null, "ref-1"));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        SourceDocument document = worked.get(0);
        assertThat(document.name()).isEqualTo("März.pdf");
        assertThat(document.mediaType()).isEqualTo("application/pdf");
        assertThat(document.sourceId()).isEqualTo("api:" + batchId);
        assertThat(document.key()).isEqualTo("0");
        assertThat(document.size()).isEqualTo(5);
        assertThat(Files.readString(document.path())).isEqualTo("hello");
        assertThat(requests).containsExactly("/get?id=1");
        assertThat(hub.jdbc
                        .sql("SELECT content || ' ' || external_ref || ' ' || original FROM intake_record")
                        .query(String.class)
                        .single())
                .isEqualTo(document.sha256() + " ref-1 none");
    }

    @Test
    void a_given_name_stands_and_a_url_without_one_gives_none() {
        behaviour = text("hello", "Content-Disposition", "attachment; filename=other.pdf");

        run(ApiDocument.at(Locator.url(url("/get")), "in/given.pdf", null));
        run(Locator.url(url("/a/b.pdf")));
        behaviour = text("hello");
        run(Locator.url(url("/a/c%20d.pdf")));
        run(Locator.url(url("/")));

        assertThat(worked)
                .extracting(SourceDocument::name)
                .containsExactly("given.pdf", "other.pdf", "c d.pdf", "document");
    }

    @Test
    void the_same_url_twice_is_two_documents_and_an_upload_needs_no_fetch() throws IOException {
        StoredContent stored =
                hub.bean(ContentStore.class).store(new ByteArrayInputStream("up".getBytes(StandardCharsets.UTF_8)));
        ApiDocument twice = ApiDocument.at(Locator.url(url("/a.txt")), null, null);
        ApiDocument upload = ApiDocument.stored(stored, "C:\\x\\up.txt", "text/plain", null);

        List<NewJob> jobs =
                hub.bean(ApiDocuments.class).addToBatch("default", batchId, 0, List.of(twice, twice, upload, upload));
        work();

        assertThat(jobs).extracting(NewJob::intakeId).doesNotHaveDuplicates().hasSize(4);
        assertThat(requests).hasSize(2);
        assertThat(worked)
                .extracting(SourceDocument::name)
                .containsExactlyInAnyOrder("a.txt", "a.txt", "up.txt", "up.txt");
        assertThatThrownBy(() -> hub.bean(ApiDocuments.class).addToBatch("default", batchId, 3, List.of(upload)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(hub.count("job")).isEqualTo(4);
    }

    @Test
    void a_later_job_on_the_document_gets_the_bytes_that_came_first() {
        behaviour = text("first");
        NewJob job = hub.bean(ApiDocuments.class)
                .addToBatch("default", batchId, 0, List.of(ApiDocument.at(Locator.url(url("/a.txt")), null, null)))
                .get(0);
        hub.work(document -> {
            worked.add(document);
            return IntakeHub.corrupt(document);
        });
        behaviour = text("second");
        hub.bean(BatchService.class).retry(job.id());
        work();

        assertThat(requests).hasSize(1);
        assertThat(worked.get(1).sha256()).isEqualTo(worked.get(0).sha256());
    }

    @ParameterizedTest
    @CsvSource({
        "404, SOURCE_GONE",
        "410, SOURCE_GONE",
        "412, SOURCE_GONE",
        "401, SOURCE_REFUSED",
        "403, SOURCE_REFUSED",
        "400, SOURCE_REFUSED",
        "418, SOURCE_REFUSED",
        "204, SOURCE_REFUSED",
        "304, SOURCE_REFUSED"
    })
    void what_no_retry_can_change_fails_at_once(int status, ErrorCode code) {
        behaviour = status(status);

        Job job = run(Locator.url(url("/a.pdf")));

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(failure(job).code()).isEqualTo(code);
        assertThat(failure(job).message()).contains(Integer.toString(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void what_may_pass_is_tried_again(int status) {
        behaviour = status(status);

        Job job = run(Locator.url(url("/a.pdf")));

        assertThat(job.state().isFinal()).isFalse();
        assertThat(failure(job).code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(hub.jdbc
                        .sql("SELECT due_at > sluice_now() + interval '59 min' FROM job")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_busy_server_is_left_alone_for_as_long_as_it_asks() {
        behaviour = status(429, "Retry-After", "7200");

        run(Locator.url(url("/a.pdf")));

        assertThat(hub.jdbc
                        .sql("SELECT due_at > sluice_now() + interval '119 min' FROM job")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_server_that_hangs_or_breaks_off_is_tried_again() {
        behaviour = exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        assertThat(failure(run(Locator.url(url("/hangs")))).code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);

        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write(new byte[100]);
            exchange.getResponseBody().flush();
            throw new IOException("breaks off");
        };
        Job broken = run(Locator.url(url("/breaks-off")));
        assertThat(broken.state().isFinal()).isFalse();
        assertThat(failure(broken).code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(hub.count("intake_record WHERE content IS NOT NULL")).isZero();
    }

    @Test
    void a_document_that_says_or_turns_out_to_be_too_large_is_not_kept() {
        behaviour = text("x".repeat(1001));
        assertThat(failure(run(Locator.url(url("/says.txt")))).code()).isEqualTo(ErrorCode.FILE_TOO_LARGE);

        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(new byte[500]);
            }
        };
        assertThat(failure(run(Locator.url(url("/endless.txt")))).code()).isEqualTo(ErrorCode.FILE_TOO_LARGE);

        behaviour = text("x".repeat(1000));
        assertThat(run(Locator.url(url("/fits.txt"))).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void an_empty_document_is_empty() {
        behaviour = text("");

        assertThat(failure(run(Locator.url(url("/empty.txt")))).code()).isEqualTo(ErrorCode.EMPTY_FILE);
    }

    @Test
    void the_version_that_was_seen_is_the_one_that_is_taken() {
        behaviour = text("hello", "ETag", "\"v1\"");
        assertThat(run(Locator.url(url("/a"), "\"v1\"")).state()).isEqualTo(JobState.COMPLETED);
        assertThat(requests).containsExactly("/a \"v1\"");

        assertThat(run(Locator.url(url("/weak"), "W/\"v1\"")).state()).isEqualTo(JobState.COMPLETED);
        assertThat(requests).contains("/weak");

        behaviour = text("hello", "ETag", "\"v2\"");
        assertThat(failure(run(Locator.url(url("/changed"), "\"v1\""))).code()).isEqualTo(ErrorCode.SOURCE_GONE);
        behaviour = text("hello");
        assertThat(failure(run(Locator.url(url("/silent"), "\"v1\""))).code()).isEqualTo(ErrorCode.SOURCE_GONE);
    }

    @Test
    void a_redirect_is_followed_but_not_inside() {
        behaviour = exchange -> {
            if (requests.size() == 1) {
                status(302, "Location", "/b.txt").answer(exchange);
            } else {
                text("hello").answer(exchange);
            }
        };
        assertThat(run(Locator.url(url("/a.txt"))).state()).isEqualTo(JobState.COMPLETED);

        behaviour = status(302, "Location", "http://169.254.169.254/latest/meta-data/");
        Failure failure = failure(run(Locator.url(url("/evil.txt"))));
        assertThat(failure.code()).isEqualTo(ErrorCode.URL_NOT_ALLOWED);
        assertThat(failure.message()).doesNotContain("169");

        behaviour = status(302, "Location", "/again");
        assertThat(failure(run(Locator.url(url("/loop.txt")))).code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
    }

    @Test
    void an_address_inside_fails_with_its_code_and_one_that_is_none_is_not_written_down() {
        assertThat(failure(run(Locator.url("http://127.0.0.1:1/x"))).code()).isEqualTo(ErrorCode.URL_NOT_ALLOWED);
        assertThatThrownBy(() -> run(Locator.url("file:///etc/passwd"))).isInstanceOf(SluiceException.class);
        assertThatThrownBy(() -> hub.bean(ApiDocuments.class).requireFetchable("http://localhost/x"))
                .isInstanceOf(SluiceException.class);
        assertThat(hub.count("intake_record")).isEqualTo(1);
    }
}
