package dev.sluice.api.pulse.largeresult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.pulse.extract.Multipart;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class LargeResultTest {
    private static final int PAGES = 4;
    /** Its result has more bytes than the buffers of a connection take. */
    private static final byte[] LARGE =
            ("word ".repeat(200) + "\n\n").repeat(12_000).getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(
                home,
                DATABASE,
                "--sluice.pulse.large-results.pages=" + PAGES,
                "--sluice.pulse.large-results.size=20KB");
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @AfterEach
    void now() {
        setClock("clock_timestamp()");
    }

    private static void setClock(String now) {
        DATABASE.jdbcClient()
                .sql("CREATE OR REPLACE FUNCTION sluice_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT "
                        + now + "'")
                .update();
    }

    private static byte[] pdf(int pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            for (int i = 1; i <= pages; i++) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream text = new PDPageContentStream(pdf, page)) {
                    text.beginText();
                    text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    text.newLineAtOffset(72, 700);
                    text.showText("This is page " + i);
                    text.endText();
                }
            }
            pdf.save(out);
        }
        return out.toByteArray();
    }

    private HttpRequest.Builder keyed(String path) {
        return hub.to(path).header("x-api-key", RunningHub.KEY);
    }

    private JsonNode extract(String name, byte[] document) throws Exception {
        HttpResponse<String> response = hub.send(new Multipart()
                .file(name, null, document)
                .text("returnHtml", "true")
                .to(keyed("/extract")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private String link(JsonNode pointer) {
        assertThat(pointer.path("is_url").asBoolean()).isTrue();
        String url = pointer.path("url").asText();
        String origin = "http://127.0.0.1:" + hub.port();
        assertThat(url).startsWith(origin + "/large_results/");
        return url.substring(origin.length());
    }

    private static String job(String link) {
        return link.replaceFirst(".*/large_results/", "").replaceFirst("\\?.*", "");
    }

    private String code(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        return response.statusCode() + " "
                + json.readTree(response.body()).path("error").path("code").asText();
    }

    @Test
    void a_long_document_is_answered_by_a_link_that_can_be_followed_once_without_a_key() throws Exception {
        JsonNode pointer = extract("long.pdf", pdf(PAGES));
        String link = link(pointer);
        assertThat(pointer.path("page_count").asInt()).isEqualTo(PAGES);
        assertThat(pointer.path("extraction_id").asText()).hasSize(36);
        assertThat(pointer.path("plan_info").path("pages_used").asInt()).isEqualTo(PAGES);
        assertThat(json.readTree(hub.get("/job/" + job(link)).body()).path("result"))
                .isEqualTo(pointer);

        HttpResponse<String> first = hub.send(hub.to(link));
        HttpResponse<String> second = hub.send(hub.to(link));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type")).hasValue("application/json");
        JsonNode result = json.readTree(first.body());
        assertThat(result.path("markdown").asText()).contains("This is page " + PAGES);
        assertThat(result.path("extraction_id")).isEqualTo(pointer.path("extraction_id"));
        assertThat(result.has("html")).as("no deprecated members").isFalse();
        assertThat(result.at("/extensions/altOutputs/html").asText()).contains("<");
        assertThat(code(second)).isEqualTo("410 JOB_003");
        assertThat(json.readTree(hub.get("/job/" + job(link)).body()).path("result"))
                .isEqualTo(pointer);
    }

    @Test
    void a_key_does_as_well_as_the_token_and_nothing_else_does() throws Exception {
        String link = link(extract("long.pdf", pdf(PAGES)));
        String bare = "/large_results/" + job(link);

        assertThat(code(hub.send(hub.to(bare)))).isEqualTo("401 AUTH_001");
        assertThat(code(hub.send(hub.to(bare + "?token=" + "x".repeat(43))))).isEqualTo("401 AUTH_001");
        assertThat(code(hub.send(hub.to(link).header("x-api-key", "wrong")))).isEqualTo("401 AUTH_002");
        assertThat(code(hub.send(hub.to(link).POST(HttpRequest.BodyPublishers.noBody()))))
                .isEqualTo("401 AUTH_001");
        assertThat(code(hub.send(hub.to("/job/" + job(link) + link.substring(link.indexOf('?'))))))
                .isEqualTo("401 AUTH_001");
        assertThat(hub.send(keyed(link).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.get(bare).statusCode()).isEqualTo(200);
        assertThat(code(hub.get(bare))).isEqualTo("410 JOB_003");
        assertThat(code(hub.send(hub.to(link)))).isEqualTo("410 JOB_003");
    }

    @Test
    void a_result_of_many_bytes_is_large_and_a_small_one_is_not() throws Exception {
        String link = link(extract("large.txt", LARGE));
        assertThat(hub.get(link).body()).hasSizeGreaterThan(LARGE.length);

        JsonNode small = extract("small.txt", "small".getBytes(StandardCharsets.UTF_8));
        assertThat(small.path("markdown").asText()).contains("small");
        String job = small.path("extraction_url").asText().replaceFirst(".*/job/", "");
        assertThat(code(hub.get("/large_results/" + job))).isEqualTo("404 JOB_001");
        assertThat(code(hub.get("/large_results/undefined"))).isEqualTo("404 JOB_001");
        assertThat(code(hub.get("/large_results/01a20281-ce0a-7bb1-97c3-7ede5e257cf1")))
                .isEqualTo("404 JOB_001");
    }

    @Test
    void it_expires_an_hour_after_its_job() throws Exception {
        String link = link(extract("long.pdf", pdf(PAGES)));

        setClock("clock_timestamp() + interval ''59 minutes''");
        assertThat(hub.send(keyed(link).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        setClock("clock_timestamp() + interval ''61 minutes''");
        assertThat(code(hub.send(hub.to(link)))).isEqualTo("410 JOB_003");
    }

    @Test
    void of_many_that_follow_a_link_at_a_time_exactly_one_gets_the_result() throws Exception {
        String link = link(extract("large.txt", LARGE));
        List<CompletableFuture<HttpResponse<String>>> downloads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            downloads.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return hub.send(hub.to(link));
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> download : downloads) {
            HttpResponse<String> response = download.get(60, TimeUnit.SECONDS);
            statuses.add(response.statusCode());
            if (response.statusCode() == 429) {
                assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
            }
        }

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).allMatch(status -> List.of(200, 410, 429).contains(status));
        assertThat(code(hub.send(hub.to(link)))).isEqualTo("410 JOB_003");
    }

    @Test
    void a_download_that_breaks_off_does_not_spend_the_result() throws Exception {
        String link = link(extract("large.txt", LARGE));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8 * 1024);
            socket.setSoLinger(true, 0);
            socket.connect(new InetSocketAddress("127.0.0.1", hub.port()));
            socket.getOutputStream()
                    .write(("GET " + link + " HTTP/1.1\r\nHost: 127.0.0.1:" + hub.port() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(20_000)).hasSize(20_000);
            assertThat(hub.send(hub.to(link)).statusCode()).as("meanwhile").isEqualTo(429);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> DATABASE.jdbcClient()
                        .sql("SELECT lent_to IS NULL AND spent_at IS NULL FROM large_result WHERE job_id = ?::uuid")
                        .param(job(link))
                        .query(Boolean.class)
                        .single());

        HttpResponse<String> again = hub.send(hub.to(link));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json.readTree(again.body()).path("page_count").asInt()).isEqualTo(1);
        assertThat(code(hub.send(hub.to(link)))).isEqualTo("410 JOB_003");
    }

    @Test
    void a_download_whose_node_was_lost_can_be_had_again_when_its_time_is_over() throws Exception {
        String link = link(extract("long.pdf", pdf(PAGES)));
        DATABASE.jdbcClient()
                .sql(
                        "UPDATE large_result SET lent_to = gen_random_uuid(), lent_until = sluice_now() + interval '2 minutes' WHERE job_id = ?::uuid")
                .param(job(link))
                .update();

        assertThat(code(hub.send(hub.to(link)))).isEqualTo("429 GENERAL_004");
        setClock("clock_timestamp() + interval ''3 minutes''");
        assertThat(hub.send(hub.to(link)).statusCode()).isEqualTo(200);
    }

    @Test
    void the_link_is_below_the_address_that_the_client_has_used() throws Exception {
        JsonNode pointer = json.readTree(hub.send(new Multipart()
                        .file("long.pdf", null, pdf(PAGES))
                        .to(keyed("/extract"))
                        .header("X-Forwarded-Host", "hub.example.com")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Prefix", "/pulse"))
                .body());

        assertThat(pointer.path("url").asText()).startsWith("https://hub.example.com/pulse/large_results/");
    }
}
