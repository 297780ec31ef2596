package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class TemporaryLinksTest {
    private static final String PATH = "/api/webhook-endpoints";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final AtomicLong nanos = new AtomicLong();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ApiKeyTable table = new ApiKeyTable(JdbcClient.create(DATABASE.dataSource()));
    private TemporaryLinks links = new TemporaryLinks(new KeyRing(table, () -> now, nanos::get), () -> now);
    private ApiClient client = new ApiClient("default", "configured", "test", Set.of(Scope.WRITE));

    @BeforeEach
    void setUp() {
        JdbcClient.create(DATABASE.dataSource()).sql("DELETE FROM api_key").update();
        table.store(
                "default",
                KeyText.of("a key of the operator's"),
                "test",
                Set.of(Scope.WRITE),
                ApiKey.Origin.CONFIGURED,
                null);
    }

    @Test
    void an_hour_later_it_opens_nothing() {
        String text = links.issue(client);

        now = now.plus(TemporaryLinks.LIFE).minusSeconds(1);
        assertThat(links.find(text, PATH, true)).isPresent();
        now = now.plusSeconds(1);
        assertThat(links.find(text, PATH, true)).isEmpty();
    }

    @Test
    void it_only_reads() {
        String text = links.issue(client);

        assertThat(links.find(text, PATH, true).orElseThrow().scopes()).containsExactly(Scope.READ);
        assertThat(links.find(text, PATH, false)).isEmpty();
    }

    @Test
    void it_ends_with_its_key() {
        String text = links.issue(client);

        table.revoke("default", "configured");
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(links.find(text, PATH, true)).isEmpty();
    }
}
