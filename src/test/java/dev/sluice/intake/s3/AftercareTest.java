package dev.sluice.intake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.artifact.s3.ObjectFacts;
import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Originals;
import dev.sluice.batch.BatchService;
import dev.sluice.intake.IntakeHub;
import dev.sluice.testing.S3Server;
import dev.sluice.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What becomes of the objects once their jobs are final. */
class AftercareTest {
    @RegisterExtension
    static final S3Server server = new S3Server();

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static int buckets;

    @TempDir
    Path home;

    private final String bucket = server.bucket("cared-" + ++buckets);

    /** Not an exception, so that nothing handles it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies before or after its n-th change. */
    private static final class DyingSteps extends ObjectSteps {
        private final boolean after;
        private int left;

        DyingSteps(S3Originals objects, int dieAt, boolean after) {
            super(objects);
            this.left = dieAt;
            this.after = after;
        }

        private void before() {
            if (--left == 0 && !after) {
                throw new Killed();
            }
        }

        private void after() {
            if (left == 0) {
                throw new Killed();
            }
        }

        @Override
        ObjectFacts copy(S3Address from, String etag, S3Address to, @Nullable String connection) {
            before();
            ObjectFacts copy = super.copy(from, etag, to, connection);
            after();
            return copy;
        }

        @Override
        void delete(S3Address address, String etag, @Nullable String connection) {
            before();
            super.delete(address, etag, connection);
            after();
        }
    }

    @BeforeEach
    void empty_tables() {
        IntakeHub.empty(database);
    }

    private WatchedBucket life(String... parameters) {
        return new WatchedBucket(database, server, home, Map.of()).watch(bucket, parameters);
    }

    private String[] moves() {
        return new String[] {
            "onCompleted", "move:s3://" + bucket + "/done", "onFailed", "move:s3://" + bucket + "/failed"
        };
    }

    private static void work(WatchedBucket life) {
        life.hub.work(document ->
                document.name().startsWith("bad") ? IntakeHub.corrupt(document) : IntakeHub.anyText(document));
    }

    private List<String> keys() {
        return server.client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static List<String> states(WatchedBucket life) {
        return life.hub
                .jdbc
                .sql(
                        "SELECT o.state FROM object_original o JOIN intake_record i ON i.id = o.intake_id ORDER BY i.key, i.id")
                .query(String.class)
                .list();
    }

    @Test
    void objects_are_left_alone_unless_somebody_wants_otherwise() {
        try (WatchedBucket life = life()) {
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
            life.settle();
            assertThat(keys()).containsExactly("in/a.txt");
            assertThat(life.hub.count("object_original")).isZero();
        }
    }

    @Test
    void they_move_by_outcome_once_the_job_is_final_and_not_before() {
        try (WatchedBucket life = life(moves())) {
            server.put(bucket, "in/sub/good.txt", "good");
            server.put(bucket, "in/bad.txt", "bad");
            life.poll();
            life.settle();
            assertThat(keys()).containsExactly("in/bad.txt", "in/sub/good.txt");

            work(life);
            life.settle();
            assertThat(keys()).containsExactly("done/sub/good.txt", "failed/bad.txt");
            assertThat(server.get(bucket, "done/sub/good.txt")).isEqualTo("good");
            assertThat(states(life)).containsExactly("moved", "moved");
            assertThat(life.poll()).isZero();
            assertThat(life.status().error()).isNull();
        }
    }

    @Test
    void nothing_that_lies_at_the_target_is_overwritten() {
        try (WatchedBucket life = life(moves())) {
            server.put(bucket, "done/a.txt", "of somebody else");
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
            life.settle();
            assertThat(server.get(bucket, "done/a.txt")).isEqualTo("of somebody else");
            assertThat(keys()).hasSize(2).anyMatch(key -> key.matches("done/a~[0-9a-f-]{36}\\.txt"));
        }
    }

    @Test
    void a_version_that_was_overwritten_since_is_left_to_its_own_document() {
        try (WatchedBucket life = life(moves())) {
            server.put(bucket, "in/a.txt", "first");
            life.poll();
            work(life);
            server.put(bucket, "in/a.txt", "second");
            life.settle();
            assertThat(keys()).containsExactly("in/a.txt");
            assertThat(states(life)).containsExactly("changed");

            life.poll();
            work(life);
            life.settle();
            assertThat(keys()).containsExactly("done/a.txt");
            assertThat(server.get(bucket, "done/a.txt")).isEqualTo("second");
            assertThat(states(life)).containsExactlyInAnyOrder("changed", "moved");
        }
    }

    @Test
    void an_object_that_somebody_took_away_is_gone_and_no_trouble() {
        try (WatchedBucket life = life(moves())) {
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
            server.client().deleteObject(o -> o.bucket(bucket).key("in/a.txt"));
            life.settle();
            assertThat(states(life)).containsExactly("gone");
            assertThat(life.status().error()).isNull();
        }
    }

    @Test
    void they_are_deleted_only_if_their_bytes_have_arrived() {
        try (WatchedBucket life = life("onCompleted", "delete", "onFailed", "delete")) {
            server.put(bucket, "in/a.txt", "a");
            server.put(bucket, "in/empty.txt", ""); // fails before anything of it is kept
            server.put(bucket, "in/bad.txt", "bad");
            life.poll();
            work(life);
            life.settle();
            assertThat(keys()).containsExactly("in/empty.txt");
            assertThat(states(life)).containsExactly("deleted", "deleted", "left");
            life.settle();
            assertThat(life.poll()).isZero();
        }
    }

    @Test
    void a_retried_document_is_not_touched_until_its_new_job_is_final_and_moves_on_by_that_outcome() {
        try (WatchedBucket life = life(moves())) {
            server.put(bucket, "in/bad.txt", "bad");
            life.poll();
            work(life);
            UUID job = life.hub.jdbc.sql("SELECT id FROM job").query(UUID.class).single();
            life.hub.bean(BatchService.class).retry(job);
            life.settle();
            assertThat(keys()).containsExactly("in/bad.txt");
            work(life);
            life.settle();
            assertThat(keys()).containsExactly("failed/bad.txt");

            UUID second = life.hub
                    .jdbc
                    .sql("SELECT id FROM job WHERE retry_of IS NOT NULL")
                    .query(UUID.class)
                    .single();
            life.hub.bean(BatchService.class).retry(second);
            life.settle();
            assertThat(keys()).containsExactly("failed/bad.txt");
            life.hub.work(IntakeHub::anyText);
            life.settle();
            assertThat(keys()).containsExactly("done/bad.txt");
        }
    }

    @Test
    void a_document_that_was_moved_before_it_could_be_read_is_read_where_it_is() {
        try (WatchedBucket life = life(moves())) {
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            UUID batch =
                    life.hub.jdbc.sql("SELECT id FROM batch").query(UUID.class).single();
            life.hub.bean(BatchService.class).cancel(batch);
            life.settle();
            assertThat(keys()).containsExactly("failed/a.txt");

            UUID job = life.hub.jdbc.sql("SELECT id FROM job").query(UUID.class).single();
            life.hub.bean(BatchService.class).retry(job);
            work(life);
            life.settle();
            assertThat(keys()).containsExactly("done/a.txt");
        }
    }

    @Test
    void the_same_bytes_dropped_again_are_moved_again() {
        try (WatchedBucket life = life(moves())) {
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
            life.settle();
            life.hub
                    .jdbc
                    .sql("UPDATE intake_record SET modified_at = modified_at - interval '1 minute'")
                    .update();
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
            life.settle();
            assertThat(keys()).hasSize(2).allMatch(key -> key.startsWith("done/a"));
            assertThat(life.hub.count("job")).isEqualTo(1);
        }
    }

    @Test
    void objects_accepted_before_somebody_wanted_it_are_dealt_with_as_well() {
        try (WatchedBucket life = life()) {
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
        }
        try (WatchedBucket life = life(moves())) {
            life.poll();
            life.settle();
            assertThat(keys()).containsExactly("done/a.txt");
        }
    }

    @Test
    void what_cannot_be_done_is_reported_and_tried_again() {
        String missing = "not-there-" + buckets;
        try (WatchedBucket life = life("onCompleted", "move:s3://" + missing + "/done")) {
            server.put(bucket, "in/a.txt", "a");
            life.poll();
            work(life);
            life.settle();
            assertThat(keys()).containsExactly("in/a.txt");
            assertThat(life.status().error())
                    .contains("1 objects cannot be moved")
                    .contains(missing);
            assertThat(life.hub.count("object_original WHERE failures = 1 AND next_at > sluice_now()"))
                    .isEqualTo(1);

            server.bucket(missing);
            life.settle();
            assertThat(keys()).isEmpty();
            assertThat(server.get(missing, "done/a.txt")).isEqualTo("a");
            assertThat(life.status().error()).isNull();
        }
    }

    @ParameterizedTest(name = "step {0}, after it: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true", "4, false", "4, true"})
    void a_death_at_any_step_is_made_good_by_the_next_life(int step, boolean after) {
        server.put(bucket, "done/b.txt", "of somebody else");
        server.put(bucket, "in/a.txt", "a");
        server.put(bucket, "in/b.txt", "b");
        try (WatchedBucket life = new WatchedBucket(
                        database,
                        server,
                        home,
                        Map.of(),
                        context -> context.registerBean(
                                "testSteps",
                                ObjectSteps.class,
                                () -> new DyingSteps(context.getBean(S3Originals.class), step, after),
                                definition -> definition.setPrimary(true)))
                .watch(bucket, moves())) {
            life.poll();
            work(life);
            assertThat(catchThrowableOfType(Killed.class, life::settle)).isNotNull();
        }
        try (WatchedBucket life = life(moves())) {
            life.poll();
            work(life);
            life.settle();
            assertThat(server.get(bucket, "done/b.txt")).isEqualTo("of somebody else");
            assertThat(server.get(bucket, "done/a.txt")).isEqualTo("a");
            assertThat(keys()).hasSize(3).allMatch(key -> key.startsWith("done/"));
            assertThat(life.hub.count("job")).isEqualTo(2);
            assertThat(states(life)).containsExactly("moved", "moved");
        }
    }
}
