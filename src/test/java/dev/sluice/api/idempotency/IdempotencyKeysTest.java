package dev.sluice.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.TestDatabase;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyKeysTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final AtomicInteger made = new AtomicInteger();
    private final IdempotencyKeys keys = new IdempotencyKeys(DATABASE.dataSource(), DATABASE.jdbcClient());

    @BeforeEach
    void clear() {
        DATABASE.empty("idempotency_key");
    }

    private Answer make() {
        return new Answer(202, "{\"number\":" + made.incrementAndGet() + "}");
    }

    @Test
    void without_a_key_each_request_creates() {
        assertThat(keys.once("t", null, "f", this::make).body()).isEqualTo("{\"number\":1}");
        assertThat(keys.once("t", null, "f", this::make).body()).isEqualTo("{\"number\":2}");
    }

    @Test
    void a_key_creates_once_for_each_tenant() {
        Answer first = keys.once("t", "k", "f", this::make);
        Answer again = keys.once("t", "k", "f", this::make);
        Answer other = keys.once("u", "k", "f", this::make);

        assertThat(first.replayed()).isFalse();
        assertThat(again).isEqualTo(new Answer(202, first.body(), true));
        assertThat(other.body()).isNotEqualTo(first.body());
    }

    @Test
    void a_key_is_for_one_request_only() {
        keys.once("t", "k", "f", this::make);

        assertThatThrownBy(() -> keys.once("t", "k", "g", this::make)).isInstanceOf(KeyRefusedException.class);
        assertThat(made).hasValue(1);
    }

    @Test
    void what_fails_leaves_the_key_free() {
        assertThatThrownBy(() -> keys.once("t", "k", "f", () -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(keys.once("t", "k", "g", this::make).replayed()).isFalse();
    }

    @Test
    void a_key_is_forgotten_after_a_day() {
        keys.once("t", "k", "f", this::make);
        age("25 hours");
        assertThat(keys.once("t", "k", "g", this::make).replayed()).isFalse();
        assertThat(keys.once("t", "k", "g", this::make).replayed()).isTrue();
        age("25 hours");
        keys.sweep();
        assertThat(DATABASE.jdbcClient()
                        .sql("SELECT count(*) FROM idempotency_key")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static void age(String by) {
        DATABASE.jdbcClient()
                .sql("UPDATE idempotency_key SET created_at = created_at - ?::interval")
                .param(by)
                .update();
    }

    @Test
    void of_requests_at_the_same_time_one_creates() throws Exception {
        int clients = 6;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        CountDownLatch start = new CountDownLatch(clients);
        Callable<Answer> client = () -> {
            start.countDown();
            start.await();
            return keys.once("t", "k", "f", this::make);
        };
        try {
            List<Future<Answer>> answers = threads.invokeAll(Collections.nCopies(clients, client));
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().body()).isEqualTo("{\"number\":1}");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(made).hasValue(1);
    }
}
