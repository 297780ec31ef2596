package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard of the whole program, as seen from outside; and the command that makes keys for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class GuardTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private RunningHub hub;

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(home, DATABASE);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /** What a command said, and its exit code. */
    private record Said(int code, String out, String err) {}

    private static Said keys(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.datasource.url=" + DATABASE.jdbcUrl());
        all.add("--spring.datasource.username=" + DATABASE.username());
        all.add("--spring.datasource.password=" + DATABASE.password());
        int code = new KeysCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(all);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private int status(String path, String key) throws Exception {
        return hub.send(hub.to(path).header("x-api-key", key)).statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/jobs",
                "/api/job-runs",
                "/nothing",
                "/actuator",
                "/actuator/env",
                "/actuator/health/",
                "/actuator/health/db",
                "/ACTUATOR/HEALTH",
                "/actuator/%68ealth",
                "/actuator/heapdump",
                "/error",
                "/extract",
                "/api/jobs?x-api-key=a-key-for-tests-only",
                "/api/jobs?api_key=a-key-for-tests-only",
                "/api/jobs?access_token=a-key-for-tests-only"
            })
    void without_a_key_there_is_nothing_to_see_whatever_the_path(String path) throws Exception {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            HttpResponse<String> answer =
                    hub.send(hub.to(path).method(method, HttpRequest.BodyPublishers.ofString("{}")));

            assertThat(answer.statusCode()).as(method).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "//actuator/health, 400",
        "/actuator//health, 400",
        "/actuator/./health, 400",
        "/api/../actuator/health, 400",
        "/actuator/health/../prometheus, 400",
        "/actuator/health;x=1, 400",
        "/actuator;x=1/health, 400",
        "/actuator%2fhealth, 400",
        "/actuator%2Fhealth, 400",
        "/actuator/%2e%2e/api/jobs, 400",
        "/actuator/health%00, 400",
        "/actuator/health%, 400",
        "/actuator\\health, 400",
        "/actuator/health, 200"
    })
    void a_path_that_could_be_read_in_two_ways_is_refused_in_json(String path, int status) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer)
                .contains("X-Request-Id:")
                .contains("Content-Type: application/")
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /api/jobs HTTP/1.1\r\n\r\n",
                "GET /api/jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "GET /api/jobs?x=[] HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void what_is_no_request_is_answered_in_json_too(String request) throws Exception {
        String answer = raw(request);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Type: application/json");
        assertThat(answer)
                .contains("\"message\"")
                .doesNotContain("<")
                .doesNotContain("Exception")
                .doesNotContain("Tomcat");
    }

    @Test
    void a_method_in_another_header_changes_nothing() throws Exception {
        Said made = keys("create", "--name=reader", "--scope=read");
        String key = made.out().strip();
        // A key is known within a tenth of a second after it was made.
        await().until(() ->
                hub.send(hub.to("/api/jobs").header("x-api-key", key).GET()).statusCode() == 200);

        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            HttpResponse<String> answer = hub.send(hub.to("/api/jobs/x/cancel")
                    .header("x-api-key", key)
                    .header(header, "GET")
                    .POST(HttpRequest.BodyPublishers.ofString("_method=GET")));
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_reading_key_reads_and_a_writing_key_does_both() throws Exception {
        String reader = keys("create", "--scope", "read").out().strip();
        String writer = keys("create").out().strip();

        assertThat(status("/api/jobs", reader)).isEqualTo(200);
        assertThat(status("/api/jobs", writer)).isEqualTo(200);
        HttpRequest.Builder cancel = hub.to("/api/jobs/none/cancel").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(hub.send(cancel.copy().header("Authorization", "Bearer " + reader))
                        .statusCode())
                .isEqualTo(403);
        assertThat(hub.send(cancel.copy().header("Authorization", "bearer " + writer))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void two_different_keys_in_one_request_are_refused_and_one_shown_twice_is_not() throws Exception {
        HttpRequest.Builder request = hub.to("/api/jobs").header("x-api-key", RunningHub.KEY);

        assertThat(hub.send(request.copy().header("Authorization", "Bearer " + RunningHub.KEY))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> two = hub.send(request.copy().header("Authorization", "Bearer other"));
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(two.body()).contains("two different keys");
    }

    @Test
    void a_revoked_key_is_soon_refused() throws Exception {
        String key = keys("create", "--name=soon gone").out().strip();
        assertThat(status("/api/jobs", key)).isEqualTo(200);
        String id = key.substring(3, 15);

        Said revoked = keys("revoke", id);

        assertThat(revoked.code()).isZero();
        await().until(() -> status("/api/jobs", key) == 401);
        assertThat(keys("list").out())
                .contains("soon gone")
                .containsPattern(id + ".*revoked 20")
                .doesNotContain(key);
        assertThat(keys("revoke", id).code()).isEqualTo(1);
    }

    @Test
    void unknown_keys_of_any_form_are_refused_alike() throws Exception {
        String known = keys("create").out().strip();
        String body = hub.send(hub.to("/api/jobs").header("x-api-key", "nobody-knows-this-one"))
                .body();

        for (String key : List.of(
                known.substring(0, known.length() - 1) + "-",
                "sl_000000000000_" + "0".repeat(49),
                "configured",
                "x".repeat(4_000))) {
            HttpResponse<String> answer = hub.send(hub.to("/api/jobs").header("x-api-key", key));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body().replaceFirst("\"requestId\":\"[^\"]*\"", ""))
                    .isEqualTo(body.replaceFirst("\"requestId\":\"[^\"]*\"", ""));
        }
    }

    @Test
    void health_tells_strangers_its_status_and_those_with_a_key_the_details() throws Exception {
        String head = "GET /actuator/health HTTP/1.1\r\nHost: hub.example\r\nConnection: close\r\n";

        assertThat(raw(head + "\r\n"))
                .contains("200")
                .contains("\"status\":\"UP\"")
                .doesNotContain("components");
        assertThat(raw(head + "x-api-key: " + RunningHub.KEY + "\r\n\r\n")).contains("components");
        assertThat(hub.send(hub.to("/actuator/health")).body()).contains("components");
        assertThat(hub.send(hub.to("/actuator/health").header("X-Forwarded-For", "10.0.0.1"))
                        .body())
                .doesNotContain("components");
    }

    @Test
    void figures_need_a_key_except_on_this_machine() throws Exception {
        assertThat(raw("GET /actuator/prometheus HTTP/1.1\r\nHost: hub.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(hub.send(hub.to("/actuator/prometheus")).statusCode()).isEqualTo(200);
        assertThat(hub.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        for (String path : List.of("/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/shutdown")) {
            assertThat(hub.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void errors_have_the_shape_of_their_path_and_a_sentence() throws Exception {
        HttpResponse<String> api = hub.get("/api/nothing");
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.body())
                .contains(
                        "\"statusCode\":404",
                        "\"error\":\"Not Found\"",
                        "\"errorCode\":\"NOT_FOUND\"",
                        "\"details\":[]")
                .contains("\"requestId\":\""
                        + api.headers().firstValue("X-Request-Id").orElseThrow() + "\"");
        assertThat(hub.get("/nothing").body()).doesNotContain("statusCode").contains("NOT_FOUND");

        HttpResponse<String> method =
                hub.send(hub.to("/api/jobs").header("x-api-key", RunningHub.KEY).DELETE());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        assertThat(hub.send(hub.to("/api/jobs")
                                .header("x-api-key", RunningHub.KEY)
                                .method("BREW", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void a_request_id_is_taken_over_if_it_is_harmless() throws Exception {
        assertThat(hub.send(hub.to("/api/jobs").header("X-Request-Id", "trace-1.2_3"))
                        .headers()
                        .firstValue("X-Request-Id"))
                .contains("trace-1.2_3");
        assertThat(hub.send(hub.to("/api/jobs").header("X-Request-Id", "a\"b<c>"))
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void a_packed_body_is_refused() throws Exception {
        HttpResponse<String> answer = hub.send(hub.to("/api/jobs/x/cancel")
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void the_command_explains_itself_and_what_it_does_not_understand() {
        assertThat(keys("--help").code()).isZero();
        assertThat(keys("create", "--help").out()).contains("usage:", "keys revoke ID");
        for (String[] wrong : new String[][] {
            {"mint"},
            {"create", "--scope=admin"},
            {"create", "--expires=soon"},
            {"create", "extra"},
            {"list", "--name=x"},
            {"revoke"},
            {"revoke", "a", "b"},
            {"create", "--tenant=A B"}
        }) {
            Said said = keys(wrong);
            assertThat(said.code()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(said.err()).contains("usage:");
            assertThat(said.out()).isEmpty();
        }
        assertThat(keys("revoke", "nobodys").err()).contains("there is no key nobodys");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
