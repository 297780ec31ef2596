package dev.sluice.chaos;

import java.util.List;
import java.util.Map;

/** What must hold in the rows when nothing is under way: counters, states, events, attempts. */
final class RowChecks {
    private final HubDatabase database;
    private final List<String> untrue;
    private final List<String> duplicated;

    RowChecks(HubDatabase database, List<String> untrue, List<String> duplicated) {
        this.database = database;
        this.untrue = untrue;
        this.duplicated = duplicated;
    }

    void run() {
        none(untrue, "counters differ from rows", """
                SELECT b.id, b.status, b.total, b.completed, b.failed, b.canceled, r.*
                  FROM batch b LEFT JOIN LATERAL (
                    SELECT count(*) AS t, count(*) FILTER (WHERE state = 'completed') AS c,
                           count(*) FILTER (WHERE state = 'failed') AS f, count(*) FILTER (WHERE state = 'canceled') AS x
                      FROM job_state j WHERE j.batch_id = b.id
                       AND NOT EXISTS (SELECT 1 FROM job n WHERE n.retry_of = j.id)) r ON true
                 WHERE (b.total, b.completed, b.failed, b.canceled, b.pending, b.active)
                       IS DISTINCT FROM (r.t, r.c, r.f, r.x, 0, 0)
                """);
        none(
                untrue,
                "a batch that is not final",
                "SELECT id, status FROM batch WHERE status NOT IN ('completed', 'failed', 'canceled')");
        none(untrue, "an outcome that the counters do not give", """
                SELECT id, outcome, total, completed, failed, canceled FROM batch WHERE status = 'completed' AND outcome <>
                  CASE WHEN total = 0 THEN 'empty' WHEN completed = total THEN 'succeeded' WHEN completed = 0 THEN 'failed' ELSE 'partial' END
                """);
        none(untrue, "work left over", "SELECT * FROM work");
        none(
                untrue,
                "a job that is not final",
                "SELECT id, state FROM job_state WHERE state NOT IN ('completed', 'failed', 'canceled')");
        none(duplicated, "not one terminal event of a batch and generation", """
                SELECT b.id, g, count(e.id) FROM batch b CROSS JOIN LATERAL generate_series(1, b.generation) g
                  LEFT JOIN event e ON e.batch_id = b.id AND e.job_id IS NULL AND e.generation = g
                       AND e.type IN ('job_run.completed', 'job_run.failed', 'job_run.cancelled')
                 GROUP BY 1, 2 HAVING count(e.id) <> 1
                """);
        none(duplicated, "not one creation event of a batch", """
                SELECT b.id, count(e.id) FROM batch b LEFT JOIN event e ON e.batch_id = b.id AND e.type = 'job_run.created'
                 GROUP BY 1 HAVING count(e.id) <> 1
                """);
        none(duplicated, "a job with two terminal events", """
                SELECT job_id, count(*) FROM event WHERE type IN ('job.completed', 'job.failed', 'job.cancelled')
                 GROUP BY 1 HAVING count(*) > 1
                """);
        none(duplicated, "a document with two jobs that are no retries", """
                SELECT intake_id, count(*) FROM job WHERE retry_of IS NULL GROUP BY 1 HAVING count(*) > 1
                """);
        none(untrue, "attempts that failures and losses do not explain", """
                SELECT id, state, attempt, failures, losses, error_code FROM job
                 WHERE attempt < 1 OR attempt > failures + losses + 1 OR (state = 'completed' AND attempt <> failures + losses + 1)
                """);
        none(untrue, "a document without a job", """
                SELECT i.id, i.key FROM intake_record i LEFT JOIN job j ON j.id = i.latest_job_id WHERE j.id IS NULL
                """);
        none(untrue, "an original that was not moved", """
                SELECT id, key, original FROM intake_record WHERE original NOT IN ('moved', 'none', 'changed')
                """);
    }

    private void none(List<String> violations, String what, String query) {
        List<Map<String, Object>> rows = database.rows(query);
        if (!rows.isEmpty()) {
            violations.add("%s: %d, such as %s".formatted(what, rows.size(), rows.get(0)));
        }
    }
}
