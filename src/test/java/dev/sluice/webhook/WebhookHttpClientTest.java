package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHttpClientTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void tearDown() {
        end.countDown();
        threads.shutdownNow();
    }

    private HttpAnswer post(String url, Duration timeout) {
        return new WebhookHttpClient(Samples.EGRESS, threads, Duration.ofSeconds(2), timeout, System::nanoTime)
                .post(URI.create(url), Map.of("x-key", "k"), "{}".getBytes(StandardCharsets.UTF_8))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private HttpAnswer post(String url) {
        return post(url, Duration.ofSeconds(15));
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() {
        try (Receiver target = Receiver.answering(200);
                Receiver receiver = Receiver.that(Receiver.status(307, "Location", target.url()))) {
            assertThat(post(receiver.url()).status()).isEqualTo(307);
            assertThat(receiver.received()).hasSize(1);
            assertThat(target.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 401, 407, 410, 418, 500})
    void every_status_is_an_answer(int status) {
        try (Receiver receiver = Receiver.answering(status)) {
            assertThat(post(receiver.url()).status()).isEqualTo(status);
        }
    }

    @Test
    void an_endpoint_that_never_answers_is_given_up() {
        try (Receiver receiver = Receiver.that(exchange -> end.await())) {
            HttpAnswer answer = post(receiver.url(), Duration.ofMillis(300));

            assertThat(answer.status()).isNull();
            assertThat(answer.problem()).isEqualTo("No complete answer within 300 ms.");
            assertThat(answer.latencyMs()).isBetween(290L, 5_000L);
        }
    }

    @Test
    void an_answer_that_drips_is_given_up_and_its_connection_closed() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        Receiver.Behaviour drip = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                do {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                } while (!end.await(20, TimeUnit.MILLISECONDS));
            } catch (IOException e) {
                hungUp.countDown();
            }
        };
        try (Receiver receiver = Receiver.that(drip)) {
            HttpAnswer answer = post(receiver.url(), Duration.ofMillis(400));

            assertThat(answer.problem()).isEqualTo("No complete answer within 400 ms.");
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_answer_without_end_is_cut_and_judged_by_its_status() {
        byte[] chunk = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
        Receiver.Behaviour flood = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(chunk);
            }
        };
        try (Receiver receiver = Receiver.that(flood)) {
            HttpAnswer answer = post(receiver.url());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.excerpt()).hasSize(4096);
        }
    }

    @Test
    void the_excerpt_is_text_that_a_database_takes() {
        byte[] bytes = new byte[5000];
        java.util.Arrays.fill(bytes, (byte) 0xFF);
        bytes[0] = 0;
        try (Receiver receiver = Receiver.that(Receiver.body(500, bytes))) {
            String excerpt = post(receiver.url()).excerpt();

            assertThat(excerpt).doesNotContain("\0").startsWith(" ");
            assertThat(excerpt.getBytes(StandardCharsets.UTF_8).length).isBetween(4000, 4096);
        }
    }

    @Test
    void a_port_where_nobody_listens_is_a_problem_in_a_sentence() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        HttpAnswer answer = post("http://127.0.0.1:" + port + "/");

        assertThat(answer.status()).isNull();
        assertThat(answer.problem()).startsWith("No connection").endsWith(".");
    }

    @Test
    void a_name_that_does_not_exist_is_a_problem_in_a_sentence() {
        assertThat(post("http://no-such-host.invalid/").problem()).isEqualTo("The host's name could not be resolved.");
    }
}
