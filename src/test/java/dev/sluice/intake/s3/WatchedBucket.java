package dev.sluice.intake.s3;

import dev.sluice.intake.IntakeHub;
import dev.sluice.intake.source.SourceStatus;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.support.GenericApplicationContext;

/** One life of a hub that watches {@code s3://<bucket>/in/} as the source "papers"; the test is its routes. */
final class WatchedBucket implements AutoCloseable {
    final IntakeHub hub;

    WatchedBucket(TestDatabase database, S3Server server, Path home, Map<String, Object> more) {
        this(database, server, home, more, context -> {});
    }

    WatchedBucket(
            TestDatabase database,
            S3Server server,
            Path home,
            Map<String, Object> more,
            Consumer<GenericApplicationContext> beans) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "sluice.s3.endpoint",
                server.endpoint().toString(),
                "sluice.s3.access-key",
                S3Server.ACCESS_KEY,
                "sluice.s3.secret-key",
                S3Server.SECRET_KEY,
                "sluice.s3.attempts",
                "1",
                "sluice.s3.timeout",
                "5s"));
        properties.putAll(more);
        hub = new IntakeHub(database, home, properties, beans);
    }

    WatchedBucket watch(String bucket, String... more) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("sourceId", "papers", "prefix", "s3://" + bucket + "/in"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        hub.bean(S3Sources.class).register(parameters);
        return this;
    }

    /** The pages of the next poll, not yet accepted. */
    Iterator<FoundObjects> pages() {
        hub.advance(Duration.ofMinutes(2));
        return hub.bean(S3Poll.class).poll("papers");
    }

    void accept(FoundObjects page) {
        hub.bean(S3Acceptance.class).accept(page);
    }

    /** What the route of the source does on one tick of its timer; how many documents were new. */
    int poll() {
        int before = hub.count("intake_record");
        pages().forEachRemaining(this::accept);
        return hub.count("intake_record") - before;
    }

    /** Deals with everything that is due. */
    void settle() {
        hub.advance(Duration.ofMinutes(2));
        hub.jdbc
                .sql("UPDATE object_original SET next_at = '-infinity' WHERE settled_at IS NULL")
                .update();
        List<UUID> due = hub.bean(ObjectSettler.class).due();
        due.forEach(hub.bean(ObjectSettler.class)::settle);
    }

    SourceStatus status() {
        return hub.bean(S3Sources.class).statuses().get(0);
    }

    /** One column of all records, by key. */
    List<String> column(String expression) {
        return hub.jdbc
                .sql("SELECT %s FROM intake_record i JOIN job_state j ON j.intake_id = i.id ORDER BY i.key, j.id"
                        .formatted(expression))
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        hub.close();
    }
}
