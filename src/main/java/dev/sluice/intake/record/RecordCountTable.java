package dev.sluice.intake.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements by which documents of sources are counted. */
final class RecordCountTable {
    private final JdbcClient jdbc;

    RecordCountTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many jobs are in which state, by source: from the counters of their batches. */
    Map<String, RecordCounts> counts(String tenantId, Collection<String> sources) {
        Map<String, RecordCounts> counts = new HashMap<>();
        jdbc.sql("""
                        SELECT s.id, coalesce(b.open, 0) - coalesce(w.running, 0), coalesce(w.running, 0), coalesce(b.completed, 0),
                               greatest(coalesce(b.failed, 0) - d.dead, 0), coalesce(b.canceled, 0), d.dead
                          FROM unnest(:sources::text[]) s (id)
                          LEFT JOIN LATERAL (SELECT sum(pending + active) AS open, sum(completed) AS completed, sum(failed) AS failed,
                                                    sum(canceled) AS canceled
                                               FROM batch WHERE tenant_id = :tenant AND source_id = s.id) b ON true
                          LEFT JOIN (SELECT b.source_id, count(*) AS running FROM work w JOIN batch b ON b.id = w.batch_id
                                      WHERE w.node_id IS NOT NULL AND b.tenant_id = :tenant GROUP BY b.source_id) w
                            ON w.source_id = s.id
                         CROSS JOIN LATERAL (SELECT count(*) AS dead FROM intake_record i
                                              WHERE i.tenant_id = :tenant AND i.source_id = s.id AND i.dead_at IS NOT NULL
                                                AND NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = i.dead_job_id)) d
                        """)
                .param("sources", sources.toArray(String[]::new))
                .param("tenant", tenantId)
                .query(row -> {
                    counts.put(
                            row.getString(1),
                            new RecordCounts(
                                    Math.max(0, row.getLong(2)),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7)));
                });
        return counts;
    }

    /**
     * How many jobs of each source's documents have failed, with and without those put aside; the other counts are 0. Costs
     * what failed, however many documents there are.
     */
    Map<String, RecordCounts> failures(String tenantId) {
        Map<String, RecordCounts> counts = new HashMap<>();
        jdbc.sql("""
                        SELECT b.source_id, count(*) FILTER (WHERE i.dead_job_id IS DISTINCT FROM j.id),
                               count(*) FILTER (WHERE i.dead_job_id = j.id)
                          FROM job j JOIN batch b ON b.id = j.batch_id JOIN intake_record i ON i.id = j.intake_id
                         WHERE j.state = 'failed' AND b.tenant_id = ? AND b.source_id IS NOT NULL
                           AND NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = j.id)
                         GROUP BY b.source_id
                        """).param(tenantId).query(row -> {
            counts.put(row.getString(1), new RecordCounts(0, 0, 0, row.getLong(2), 0, row.getLong(3)));
        });
        return counts;
    }
}
