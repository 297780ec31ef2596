package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;

class SchemaTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static CoreDatabase database;

    @BeforeAll
    static void migrate() {
        database = new CoreDatabase(DATABASE);
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    /** A statement that would leave an illegal state behind, and the words of the constraint that refuses it. */
    static Stream<Arguments> illegalStates() {
        return Stream.of(
                batch("operation = 'guess'", "operation"),
                batch("workers = 257", "workers"),
                batch("weight = 0", "weight"),
                batch("status = 'paused', sealed_at = now()", "status = ANY"),
                batch(
                        "outcome = 'fine', finished_at = now(), status = 'completed', sealed_at = now()",
                        "outcome = ANY"),
                batch("generation = 0", "generation"),
                batch("pending = -1, total = -1", "pending >= 0"),
                batch("active = -1, total = -1", "active >= 0"),
                batch("completed = -1, total = -1", "completed >= 0"),
                batch("failed = -1, total = -1", "failed >= 0"),
                batch("canceled = -1, total = -1", "canceled >= 0"),
                batch("max_size = 0", "max_size"),
                batch("pending = 1, last_seq = 1", "total = "),
                batch("next_seq = 1", "next_seq <= last_seq"),
                batch("total = 1, pending = 1", "total <= last_seq"),
                batch("status = 'processing'", "sealed_at IS NULL"),
                batch("status = 'completed', sealed_at = now(), outcome = 'empty'", "finished_at IS NOT NULL"),
                batch("outcome = 'succeeded'", "outcome IS NULL"),
                batch(
                        "status = 'completed', sealed_at = now(), finished_at = now(), outcome = 'partial', total = 1, last_seq = 1, active = 1",
                        "(pending + active) = 0"),
                batch("swept = false", "swept"),
                batch("error_code = 'INTERNAL_ERROR'", "error_code IS NULL"),
                job("lane = 2", "lane = ANY"),
                job("operation = 'guess'", "operation"),
                job("generation = 0, retry_of = id", "generation >= 1"),
                job("state = 'lost', ended_at = now()", "state = ANY"),
                job("attempt = -1", "attempt"),
                job("failures = -1", "failures"),
                job("losses = -1", "losses"),
                job("state = 'completed'", "ended_at IS NULL"),
                job("ended_at = now()", "ended_at IS NULL"),
                job("state = 'completed', ended_at = now(), due_at = now()", "due_at IS NULL"),
                job("artifact_id = id", "artifact_id IS NULL"),
                job("state = 'completed', ended_at = now(), error_code = 'INTERNAL_ERROR'", "error_code IS NULL"),
                job("state = 'failed', ended_at = now()", "error_code IS NOT NULL"),
                job("generation = 2", "retry_of IS NULL"),
                job("batch_id = NULL", "batch_id IS NULL"),
                work("node_id = job_id", "node_epoch IS NULL"),
                work("node_id = job_id, node_epoch = 1, claimed_at = now()", "deadline IS NULL"),
                work("node_id = job_id, node_epoch = 1, deadline = now()", "claimed_at IS NULL"));
    }

    private static Arguments batch(String change, String constraint) {
        return Arguments.of("batch", change, constraint);
    }

    private static Arguments job(String change, String constraint) {
        return Arguments.of("job", change, constraint);
    }

    private static Arguments work(String change, String constraint) {
        return Arguments.of("work", change, constraint);
    }

    @BeforeEach
    void aBatchWithoutCountersAndAReadyJob() {
        UUID id = UUID.randomUUID();
        database.jdbc.sql("""
                INSERT INTO batch (id, tenant_id, operation, engine, workers, status, created_at)
                VALUES (?, 'default', 'extract', 'embedded', 1, 'receiving', now())""").param(id).update();
        database.jdbc.sql("""
                INSERT INTO job (id, tenant_id, batch_id, seq, lane, operation, engine, state)
                VALUES (?, 'default', ?, 0, 1, 'extract', 'embedded', 'open')""").params(id, id).update();
        database.jdbc.sql("""
                INSERT INTO work (job_id, batch_id, tenant_id, operation, engine, lane, rank, ready_at, attempt, failures)
                VALUES (?, ?, 'default', 'extract', 'embedded', 1, 0, now(), 0, 0)""").params(id, id).update();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("illegalStates")
    void the_database_refuses_an_illegal_state(String table, String change, String constraint) {
        assertThat(refusalOf(table, change)).contains(constraint);
    }

    @Test
    void every_check_of_the_three_tables_has_its_case() {
        Set<String> refusing = new HashSet<>();
        illegalStates()
                .map(Arguments::get)
                .forEach(given -> refusing.add(given[0] + ": " + refusalOf((String) given[0], (String) given[1])));

        assertThat(refusing)
                .containsAll(database.jdbc.sql("""
                SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) FROM pg_constraint
                 WHERE contype = 'c' AND conrelid IN ('batch'::regclass, 'job'::regclass, 'work'::regclass)""").query(String.class).list());
    }

    @Test
    void a_source_has_one_batch_that_takes_documents() {
        Core node = database.startWide();
        NewBatch batch = CoreDatabase.batchOf("invoices", 4, 10, Duration.ofSeconds(10));
        UUID first = node.batches.open(batch);

        assertThatThrownBy(() -> node.batches.open(batch)).hasMessageContaining("invoices already has a batch");
        node.batches.seal(first);
        assertThat(node.batches.open(batch)).isNotEqualTo(first);
    }

    /** The definition of the constraint that refuses the change. */
    private static String refusalOf(String table, String change) {
        try {
            database.jdbc.sql("UPDATE " + table + " SET " + change).update();
            return "nothing";
        } catch (DataIntegrityViolationException e) {
            PSQLException cause = (PSQLException) Objects.requireNonNull(e.getCause());
            return database.jdbc
                    .sql(
                            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = ? AND conrelid = ?::regclass")
                    .params(
                            Objects.requireNonNull(cause.getServerErrorMessage())
                                    .getConstraint(),
                            table)
                    .query(String.class)
                    .single();
        }
    }
}
