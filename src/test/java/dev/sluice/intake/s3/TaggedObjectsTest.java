package dev.sluice.intake.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.batch.BatchService;
import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TaggingStore;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are tagged once their jobs are final. */
class TaggedObjectsTest {
    @RegisterExtension
    static final S3Server server = S3Server.unsigned();

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static int buckets;

    @TempDir
    Path home;

    private final TaggingStore store = new TaggingStore(server);
    private final String bucket = server.bucket("tagged-" + ++buckets);

    @BeforeEach
    void empty_tables() {
        IntakeHub.empty(database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private WatchedBucket life() {
        return new WatchedBucket(
                        database,
                        server,
                        home,
                        Map.of("sluice.s3.endpoint", store.endpoint().toString()))
                .watch(bucket, "onCompleted", "tag", "onFailed", "tag");
    }

    private static void work(WatchedBucket life) {
        life.hub.work(document ->
                document.name().startsWith("bad") ? IntakeHub.corrupt(document) : IntakeHub.anyText(document));
    }

    @Test
    void they_are_tagged_by_outcome_once_the_job_is_final_and_not_before() {
        try (WatchedBucket life = life()) {
            server.put(bucket, "in/good.txt", "good");
            server.put(bucket, "in/bad.txt", "bad");
            store.tag(bucket, "in/good.txt", "team", "accounts");
            life.poll();
            life.settle();
            assertThat(store.tags(bucket, "in/good.txt")).containsOnlyKeys("team");

            work(life);
            life.settle();
            assertThat(store.tags(bucket, "in/good.txt"))
                    .isEqualTo(Map.of("team", "accounts", "sluice-status", "completed"));
            assertThat(store.tags(bucket, "in/bad.txt")).isEqualTo(Map.of("sluice-status", "failed"));
            assertThat(life.poll()).isZero();
            assertThat(life.status().error()).isNull();
        }
    }

    @Test
    void one_whose_retry_is_completed_is_tagged_anew() {
        try (WatchedBucket life = life()) {
            server.put(bucket, "in/bad.txt", "bad");
            life.poll();
            work(life);
            life.settle();
            life.hub
                    .bean(BatchService.class)
                    .retry(life.hub
                            .jdbc
                            .sql("SELECT id FROM job")
                            .query(UUID.class)
                            .single());
            life.hub.work(IntakeHub::anyText);
            life.settle();
            assertThat(store.tags(bucket, "in/bad.txt")).isEqualTo(Map.of("sluice-status", "completed"));
        }
    }

    @Test
    void a_version_that_took_its_place_is_not_tagged_for_it() {
        try (WatchedBucket life = life()) {
            server.put(bucket, "in/a.txt", "first");
            life.poll();
            work(life);
            server.put(bucket, "in/a.txt", "second");
            life.settle();
            assertThat(store.tags(bucket, "in/a.txt")).isEmpty();

            life.poll();
            work(life);
            life.settle();
            assertThat(store.tags(bucket, "in/a.txt")).isEqualTo(Map.of("sluice-status", "completed"));
        }
    }

    @Test
    void a_store_that_knows_no_tags_is_reported_and_the_objects_stay() {
        try (WatchedBucket life =
                new WatchedBucket(database, server, home, Map.of()).watch(bucket, "onCompleted", "tag")) {
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
            life.settle();
            assertThat(life.status().error()).contains("1 objects cannot be moved, tagged or deleted");
            assertThat(server.get(bucket, "in/a.txt")).isEqualTo("a");
        }
    }
}
