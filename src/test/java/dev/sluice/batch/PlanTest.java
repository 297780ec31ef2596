package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanTest {
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

    @Test
    void a_claim_among_a_hundred_thousand_ready_jobs_reads_the_ready_index_from_its_watermark() throws Exception {
        database.jdbc.sql("""
                INSERT INTO work (job_id, tenant_id, operation, engine, lane, rank, ready_at, attempt, failures)
                SELECT gen_random_uuid(), 'default', 'extract', 'embedded', 1, i, now(), 0, 0 FROM generate_series(1, 100000) i""").update();

        String plan = plan(
                WorkTable.CLAIM,
                "uuid, int, bigint, text, text, int, bigint, uuid, int, int",
                "'%1$s', 1, 1000, 'extract', 'embedded', 1, 50000, '%1$s', 1, 100".formatted(UUID.randomUUID()));

        assertThat(plan)
                .contains("Index Scan using work_ready")
                .containsPattern("Index Cond: .*operation = .*engine = .*lane = .*rank >= ")
                .doesNotContain("Sort")
                .doesNotContain("Seq Scan");
    }

    @Test
    void which_queues_have_ready_jobs_is_one_look_into_the_index_for_each() throws Exception {
        database.jdbc.sql("""
                INSERT INTO work (job_id, tenant_id, operation, engine, lane, rank, ready_at, attempt, failures)
                SELECT gen_random_uuid(), 'default', 'extract', 'embedded', 1, i, now(), 0, 0 FROM generate_series(1, 100000) i""").update();

        String plan = plan(
                WorkTable.READY,
                "text[], text[], smallint[], bigint[]",
                "'{extract,tables}', '{embedded,embedded}', '{1,1}', '{50000,0}'");

        assertThat(plan)
                .contains("using work_ready")
                .containsPattern("Index Cond: .*operation = .*engine = .*lane = .*rank >= ")
                .doesNotContain("Hash")
                .doesNotContain("Seq Scan");
    }

    @Test
    void releasing_due_jobs_does_not_walk_over_those_that_wait() throws Exception {
        String plan = plan(
                WorkTable.RELEASE_DUE, "uuid, int, bigint, bigint", "'%s', 4, 1000, 1000".formatted(UUID.randomUUID()));

        assertThat(plan)
                .containsPattern("Index Cond: .*batch_id = .*due_at <= ")
                .doesNotContain("Seq Scan");
    }

    /** The plan the hot pool uses for the statement, whatever its parameters. */
    private static String plan(String statement, String types, String values) throws SQLException {
        String numbered = statement;
        for (int i = 1; numbered.contains("?"); i++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + i);
        }
        try (Connection connection = database.hotDataSource.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("PREPARE planned (" + types + ") AS " + numbered);
            StringBuilder plan = new StringBuilder();
            try (ResultSet row = sql.executeQuery("EXPLAIN EXECUTE planned (" + values + ")")) {
                while (row.next()) {
                    plan.append(row.getString(1)).append('\n');
                }
            }
            sql.execute("DEALLOCATE planned");
            return plan.toString();
        }
    }
}
