package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold whatever has happened, checked against the rows (reliability: I2–I5, I10, I11). */
final class Invariants {
    private final JdbcClient jdbc;
    private final Map<UUID, String> finalRows = new HashMap<>();
    private final Map<UUID, Integer> attempts = new HashMap<>();

    Invariants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void check() {
        countersEqualRows();
        workIsExactlyTheReleasedOpenJobs();
        windowsAreRespected();
        finalBatchesAreFinished();
        finalRowsNeverChange();
        attemptsOnlyGrow();
    }

    private void countersEqualRows() {
        assertThat(list("""
                SELECT b.id, b.status, b.total, b.pending, b.active, b.completed, b.failed, b.canceled, r.*
                  FROM batch b LEFT JOIN LATERAL (
                    SELECT count(*) AS t, count(*) FILTER (WHERE state = 'pending') AS p,
                           count(*) FILTER (WHERE state IN ('ready', 'running')) AS a,
                           count(*) FILTER (WHERE state = 'completed') AS c, count(*) FILTER (WHERE state = 'failed') AS f,
                           count(*) FILTER (WHERE state = 'canceled') AS x
                      FROM job_state j WHERE j.batch_id = b.id
                       AND NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = j.id)) r ON true
                 WHERE (b.total, b.pending, b.active, b.completed, b.failed, b.canceled) IS DISTINCT FROM (r.t, r.p, r.a, r.c, r.f, r.x)
                """)).as("counters differ from rows").isEmpty();
    }

    private void workIsExactlyTheReleasedOpenJobs() {
        assertThat(list("""
                SELECT w.*, j.state, b.status FROM work w LEFT JOIN job j ON j.id = w.job_id LEFT JOIN batch b ON b.id = w.batch_id
                 WHERE j.state IS DISTINCT FROM 'open' OR j.due_at IS NOT NULL OR b.status IN ('completed', 'failed', 'canceled')
                """)).as("work of jobs that are not open").isEmpty();
    }

    private void windowsAreRespected() {
        assertThat(list("SELECT id, active, workers FROM batch WHERE active > workers"))
                .as("more active jobs than workers")
                .isEmpty();
    }

    private void finalBatchesAreFinished() {
        assertThat(list("""
                SELECT id, status, pending, active FROM batch
                 WHERE (status = 'processing' AND pending + active = 0)
                    OR (status IN ('completed', 'failed', 'canceled') AND pending + active > 0)
                """)).as("batch final exactly when its jobs are").isEmpty();
        assertThat(list("""
                SELECT b.id, b.status, b.generation, count(e.id) FROM batch b
                  LEFT JOIN event e ON e.batch_id = b.id AND e.job_id IS NULL AND e.generation = b.generation
                       AND e.type IN ('job_run.completed', 'job_run.failed', 'job_run.cancelled')
                 GROUP BY b.id
                HAVING count(e.id) <> CASE WHEN b.status IN ('completed', 'failed', 'canceled') THEN 1 ELSE 0 END
                """)).as("one terminal event for each final generation").isEmpty();
        assertThat(list("SELECT batch_id, seq FROM job WHERE batch_id IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1"))
                .as("a sequence number twice")
                .isEmpty();
    }

    private void finalRowsNeverChange() {
        jdbc.sql("SELECT id, j::text AS row FROM job j WHERE state <> 'open'").query(row -> {
            String text = row.getString("row");
            String before = finalRows.putIfAbsent(row.getObject("id", UUID.class), text);
            if (before != null) {
                assertThat(text).as("a final row changed").isEqualTo(before);
            }
        });
    }

    private void attemptsOnlyGrow() {
        jdbc.sql("SELECT id, attempt FROM job_state").query(row -> {
            int attempt = row.getInt("attempt");
            Integer before = attempts.put(row.getObject("id", UUID.class), attempt);
            if (before != null) {
                assertThat(attempt).as("an attempt number went back").isGreaterThanOrEqualTo(before);
            }
        });
    }

    private List<Map<String, Object>> list(String query) {
        return jdbc.sql(query).query().listOfRows();
    }
}
