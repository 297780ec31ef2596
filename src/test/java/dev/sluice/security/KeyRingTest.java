package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeyRingTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Random random = new Random(42);
    private final AtomicLong nanos = new AtomicLong();
    /** In microseconds, as the table keeps them: finer ones would be rounded, up or down. */
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final JdbcClient jdbc = DATABASE.jdbcClient();
    private final ApiKeyTable table = new ApiKeyTable(jdbc);
    private final KeyRing ring = new KeyRing(table, () -> now, nanos::get);

    @BeforeEach
    void clear() {
        DATABASE.empty("api_key");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        now = now.plus(time);
    }

    private KeyText stored(@Nullable Instant expires, Scope scope) {
        KeyText key = KeyText.generate(random);
        assertThat(table.store("acme", key, "n8n", Set.of(scope), ApiKey.Origin.CREATED, expires))
                .isTrue();
        return key;
    }

    @Test
    void a_stored_key_says_whose_it_is_and_what_it_may_do() {
        KeyText key = stored(null, Scope.READ);

        ApiClient client = ring.find(key.secret()).orElseThrow().client();

        assertThat(client).isEqualTo(new ApiClient("acme", key.id(), "n8n", Set.of(Scope.READ)));
        assertThat(client.may(Scope.READ)).isTrue();
        assertThat(client.may(Scope.WRITE)).isFalse();
    }

    @Test
    void the_table_holds_no_secret() {
        KeyText key = stored(null, Scope.WRITE);

        assertThat(jdbc.sql("SELECT row_to_json(k)::text FROM api_key k")
                        .query(String.class)
                        .single())
                .contains(key.id())
                .doesNotContain(key.secret().substring(16));
    }

    @Test
    void a_right_id_with_a_wrong_secret_opens_nothing() {
        KeyText key = stored(null, Scope.WRITE);
        jdbc.sql("UPDATE api_key SET hash = sha256('other')").update();

        assertThat(ring.find(key.secret())).isEmpty();
        assertThat(ring.find("anything")).isEmpty();
    }

    @Test
    void a_key_that_was_just_made_opens_within_a_moment() {
        assertThat(ring.find(KeyText.generate(random).secret())).isEmpty();
        KeyText key = stored(null, Scope.WRITE);
        pass(Duration.ofMillis(100));

        assertThat(ring.find(key.secret())).isPresent();
    }

    @Test
    void a_revoked_key_opens_nothing_after_five_seconds_at_most() {
        KeyText key = stored(null, Scope.WRITE);
        assertThat(ring.find(key.secret())).isPresent();
        assertThat(table.revoke("other tenant", key.id())).isFalse();
        assertThat(table.revoke("acme", key.id())).isTrue();
        pass(KeyRing.LONGEST);

        assertThat(ring.find(key.secret())).isEmpty();
        assertThat(table.revoke("acme", key.id())).isFalse();
    }

    @Test
    void an_expired_key_opens_nothing_from_that_moment_on() {
        KeyText key = stored(now.plusSeconds(1), Scope.WRITE);
        assertThat(ring.find(key.secret())).isPresent();
        pass(Duration.ofSeconds(1));

        assertThat(ring.find(key.secret())).isEmpty();
    }

    @Test
    void its_use_is_noted_once_a_minute_and_costs_no_more() {
        KeyText key = stored(null, Scope.WRITE);
        ring.find(key.secret());
        assertThat(table.list("acme").get(0).lastUsedAt()).isNotNull();

        jdbc.sql("UPDATE api_key SET last_used_at = NULL").update();
        ring.find(key.secret());
        assertThat(table.list("acme").get(0).lastUsedAt()).isNull();

        pass(Duration.ofMinutes(1));
        ring.find(key.secret());
        assertThat(table.list("acme").get(0).lastUsedAt()).isNotNull();
    }

    @Test
    void guesses_cost_no_statement() {
        ring.find("first");
        jdbc.sql("ALTER TABLE api_key RENAME TO api_key_away").update();
        try {
            for (int guess = 0; guess < 1_000; guess++) {
                assertThat(ring.find(KeyText.generate(random).secret())).isEmpty();
            }
        } finally {
            jdbc.sql("ALTER TABLE api_key_away RENAME TO api_key").update();
        }
    }

    @Test
    void while_the_keys_cannot_be_read_known_ones_go_on_for_five_seconds_and_then_nobody_gets_in() {
        KeyText key = stored(null, Scope.WRITE);
        ring.find(key.secret());
        jdbc.sql("ALTER TABLE api_key RENAME TO api_key_away").update();
        try {
            pass(Duration.ofSeconds(4));
            assertThat(ring.find(key.secret())).isPresent();
            pass(Duration.ofSeconds(1));
            assertThatThrownBy(() -> ring.find(key.secret())).isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.sql("ALTER TABLE api_key_away RENAME TO api_key").update();
        }
        assertThat(ring.find(key.secret())).isPresent();
    }
}
