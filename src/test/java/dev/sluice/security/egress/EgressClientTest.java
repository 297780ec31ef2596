package dev.sluice.security.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.batch.SluiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges with a server on this machine that stands in for every public one. */
class EgressClientTest {
    private static final EgressLimits LIMITS =
            new EgressLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), 100_000);

    @FunctionalInterface
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private record Request(String host, String path, Map<String, List<String>> headers) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Outside outside = new Outside();
    private HttpServer server;
    private EgressClient client;
    private volatile Behaviour behaviour = exchange -> exchange.sendResponseHeaders(204, -1);

    @BeforeEach
    void setUp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(new Request(
                        exchange.getRequestHeaders().getFirst("Host"),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders()));
                exchange.getRequestBody().readAllBytes();
                behaviour.answer(exchange);
            }
        });
        server.start();
        outside.answeredBy(server.getAddress());
        client = outside.client();
    }

    @AfterEach
    void tearDown() {
        end.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private EgressResponse get(String url, Map<String, String> headers, EgressLimits limits) throws EgressException {
        return client.execute(EgressRequest.get(url, headers, limits));
    }

    private void redirect(int status, String... locations) {
        behaviour = exchange -> {
            int hop = requests.size() - 1;
            if (hop < locations.length) {
                exchange.getResponseHeaders().set("Location", locations[hop]);
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(204, -1);
            }
        };
    }

    @Test
    void the_checked_address_is_dialed_under_the_original_name() throws Exception {
        try (EgressResponse response = get("http://good.example:8080/a%2Fb//c?x=%20y", Map.of(), LIMITS)) {
            assertThat(response.status()).isEqualTo(204);
        }
        assertThat(outside.dialed).containsExactly(new InetSocketAddress(Outside.address(Outside.PUBLIC), 8080));
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.host()).isEqualTo("good.example:8080");
            assertThat(request.path()).isEqualTo("/a%2Fb//c?x=%20y");
            assertThat(request.headers().get("User-agent")).containsExactly("Sluice/test");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirects_are_followed_and_each_hop_is_resolved_and_dialed_anew(int status) throws Exception {
        redirect(status, "/second", "//other.example/third");
        try (EgressResponse response = get("http://good.example/first", Map.of(), LIMITS)) {
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.url()).isEqualTo("http://other.example/third");
        }
        assertThat(requests).extracting(Request::path).containsExactly("/first", "/second", "/third");
        assertThat(outside.resolved).containsExactly("good.example", "good.example", "other.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "//127.0.0.1/",
                "http://localhost/",
                "http://private.example/",
                "http://[::1]/",
                "file:///etc/passwd",
                "gopher://good.example/",
                "ftp://good.example/",
                "http://user@good.example/",
                "http://2130706433/",
                "http:127.0.0.1",
                "http://good.example\\@127.0.0.1/"
            })
    void no_redirect_leads_inside(String location) {
        outside.name("private.example", "10.0.0.1");
        redirect(302, location);

        assertThatThrownBy(() -> get("http://good.example/", Map.of(), LIMITS)).isInstanceOf(SluiceException.class);
        assertThat(outside.dialed).hasSize(1);
    }

    @Test
    void the_fourth_redirect_is_an_answer_and_not_followed() throws Exception {
        behaviour = exchange -> {
            exchange.getResponseHeaders().set("Location", "/again");
            exchange.sendResponseHeaders(302, -1);
        };
        try (EgressResponse response = get("http://good.example/", Map.of(), LIMITS)) {
            assertThat(response.status()).isEqualTo(302);
        }
        assertThat(requests).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"300, Location", "304, Location", "305, Location", "200, Refresh"})
    void other_ways_to_send_one_elsewhere_are_answers(int status, String header) throws Exception {
        behaviour = exchange -> {
            exchange.getResponseHeaders().set(header, "http://other.example/");
            exchange.sendResponseHeaders(status, -1);
        };
        try (EgressResponse response = get("http://good.example/", Map.of(), LIMITS)) {
            assertThat(response.status()).isEqualTo(status);
        }
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.example/, false",
        "http://good.example:8080/, false",
        "http://good.example:80/x, true",
        "/x, true"
    })
    void secrets_do_not_go_along_to_another_authority(String location, boolean kept) throws Exception {
        redirect(307, location);
        Map<String, String> headers = Map.of("Authorization", "Bearer s", "X-Key", "k", "Accept", "application/pdf");

        get("http://good.example/", headers, LIMITS).close();

        Request second = requests.get(1);
        assertThat(second.headers().containsKey("Authorization")).isEqualTo(kept);
        assertThat(second.headers().containsKey("X-key")).isEqualTo(kept);
        assertThat(second.headers().get("Accept")).containsExactly("application/pdf");
    }

    @Test
    void a_redirect_away_from_a_configured_target_is_judged_like_any_other() {
        redirect(302, "http://10.0.0.2/");
        EgressRequest request = new EgressRequest("GET", "http://10.0.0.1/", Map.of(), null, true, 3, LIMITS);

        assertThatThrownBy(() -> client.execute(request)).isInstanceOf(SluiceException.class);
        assertThat(outside.dialed).hasSize(1);
    }

    @Test
    void a_connection_to_a_configured_target_serves_nobody_who_merely_gives_its_address() throws Exception {
        EgressBody body = new EgressBody.Bytes(new byte[0], "text/plain");
        client.execute(EgressRequest.postConfigured("http://10.0.0.1/", Map.of(), body, LIMITS))
                .close();

        assertThatThrownBy(() -> get("http://10.0.0.1/", Map.of(), LIMITS)).isInstanceOf(SluiceException.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void cookies_are_not_kept_and_a_proxy_of_the_environment_is_not_used() throws Exception {
        behaviour = exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            exchange.sendResponseHeaders(204, -1);
        };
        System.setProperty("http.proxyHost", "192.0.2.1");
        System.setProperty("socksProxyHost", "192.0.2.1");
        try {
            get("http://good.example/", Map.of(), LIMITS).close();
            get("http://good.example/", Map.of(), LIMITS).close();
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("socksProxyHost");
        }
        assertThat(requests.get(1).headers()).doesNotContainKey("Cookie");
        assertThat(outside.dialed)
                .extracting(InetSocketAddress::getAddress)
                .containsOnly(Outside.address(Outside.PUBLIC));
    }

    @Test
    void a_body_without_end_is_cut_off_with_an_error() throws Exception {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8192];
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(chunk);
            }
        };
        try (EgressResponse response = get("http://good.example/", Map.of(), LIMITS)) {
            assertThatThrownBy(() -> response.body().readAllBytes())
                    .isInstanceOfSatisfying(
                            EgressException.class, e -> assertThat(e.kind()).isEqualTo(EgressException.Kind.TOO_LARGE));
        }
    }

    @Test
    void a_compressed_bomb_is_measured_unpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write(new byte[10_000_000]);
        }
        assertThat(bomb.size()).isLessThan(20_000);
        behaviour = exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
        };
        try (EgressResponse response = get("http://good.example/", Map.of(), LIMITS)) {
            assertThat(response.length()).isNull();
            assertThatThrownBy(() -> response.body().readAllBytes())
                    .hasMessage("The answer has more than 100,000 bytes.");
        }
    }

    @Test
    void a_drip_ends_with_the_time_for_the_whole() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                do {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                } while (!end.await(20, TimeUnit.MILLISECONDS));
            } catch (IOException e) {
                hungUp.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        EgressLimits short400 =
                new EgressLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(400), 100_000);
        try (EgressResponse response = get("http://good.example/", Map.of(), short400)) {
            assertThatThrownBy(() -> response.body().readAllBytes()).hasMessage("No complete answer within 400 ms.");
        }
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_body_that_breaks_off_is_never_taken_for_a_whole_one() throws Exception {
        raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", () -> {
            try (EgressResponse response = get("http://good.example/", Map.of(), LIMITS)) {
                assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(EgressException.class);
            }
        });
    }

    @Test
    void ten_thousand_headers_are_refused() throws Exception {
        raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(10_000) + "\r\n", this::requireBroken);
    }

    @Test
    void a_status_line_of_twenty_kilobytes_is_refused() throws Exception {
        raw("HTTP/1.1 200 " + "O".repeat(20_000) + "\r\n\r\n", this::requireBroken);
    }

    @Test
    void what_is_no_http_is_refused() throws Exception {
        raw("SSH-2.0-OpenSSH_9.6\r\n".repeat(50), this::requireBroken);
    }

    private void requireBroken() {
        assertThatThrownBy(() -> get("http://good.example/", Map.of(), LIMITS)).isInstanceOf(EgressException.class);
    }

    @ParameterizedTest
    @CsvSource({"Host, x", "Content-Length, 1", "Transfer-Encoding, chunked", "Connection, close", "X:, y", "'', y"})
    void a_header_that_frames_the_message_cannot_be_set(String name, String value) {
        assertThatThrownBy(() -> get("http://good.example/", Map.of(name, value), LIMITS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\0"})
    void a_header_value_stays_one_line(String value) {
        assertThatThrownBy(() -> get("http://good.example/", Map.of("X-Key", value), LIMITS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** Runs the step while the stand-in answers everything with these bytes and hangs up. */
    private void raw(String answer, Step step) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            outside.answeredBy((InetSocketAddress) socket.getLocalSocketAddress());
            threads.submit(() -> {
                try (Socket connection = socket.accept();
                        OutputStream out = connection.getOutputStream()) {
                    connection.getInputStream().read(new byte[10_000]);
                    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                }
                return null;
            });
            step.run();
        }
    }
}
