package dev.sluice.batch;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a tenant are meant, the latest generation of each document only; null means any.
 *
 * @param code why it failed, or why its last attempt did
 * @param among jobs of which they are a generation; null: any job
 */
public record JobFilter(
        String tenantId,
        @Nullable UUID batchId,
        @Nullable Operation operation,
        @Nullable JobState state,
        @Nullable ErrorCode code,
        @Nullable Collection<UUID> among) {
    // Subqueries that give one value are asked row by row, until the page is full; a join would be made with all rows.
    private static final String BATCH_STATUS = "(SELECT b.status FROM batch b WHERE b.id = j.batch_id)";
    private static final String READS_CANCELED =
            "(j.state = 'canceled' OR j.state = 'open' AND " + BATCH_STATUS + " IN ('canceled', 'failed'))";
    private static final String WORK = " AND j.id IN (SELECT w.job_id FROM work w WHERE w.tenant_id = :tenant AND ";

    /** All of a tenant, or of one of its batches. */
    public static JobFilter all(String tenantId, @Nullable UUID batchId) {
        return new JobFilter(tenantId, batchId, null, null, null, null);
    }

    /** Whether only tenant and batch are asked for. */
    public boolean isAll() {
        return operation == null && state == null && code == null && among == null;
    }

    /** Conditions on {@code job j}, such that its partial indexes fit them. */
    String where(Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder(
                " WHERE j.tenant_id = :tenant AND (SELECT r.id FROM job r WHERE r.retry_of = j.id) IS NULL");
        parameters.put("tenant", tenantId);
        if (batchId != null) {
            where.append(" AND j.batch_id = :batch");
            parameters.put("batch", batchId);
        }
        if (operation != null) {
            where.append(" AND j.operation = :operation");
            parameters.put("operation", operation.word());
        }
        if (among != null) {
            where.append(" AND j.id IN (SELECT id FROM generations)");
            parameters.put("among", among.toArray(UUID[]::new));
        }
        if (state != null) {
            where.append(ofState(state));
        }
        if (code != null) {
            where.append(
                    code == ErrorCode.CANCELED
                            ? " AND (j.error_code = :code OR " + READS_CANCELED + ")"
                            : " AND j.error_code = :code");
            parameters.put("code", code.name());
        }
        return where.toString();
    }

    private String ofState(JobState state) {
        return switch (state) {
            case COMPLETED -> " AND j.state = 'completed'";
            case FAILED -> " AND j.state = 'failed'";
            case CANCELED -> " AND " + READS_CANCELED;
            case READY -> WORK + "w.node_id IS NULL)";
            case RUNNING -> WORK + "w.node_id IS NOT NULL)";
            case PENDING ->
                " AND j.state = 'open' AND (SELECT w.job_id FROM work w WHERE w.job_id = j.id) IS NULL"
                        + " AND coalesce(" + BATCH_STATUS + " NOT IN ('canceled', 'failed'), true)";
        };
    }

    /** What {@link #where} refers to: the jobs and whatever tries them again. */
    String with() {
        return among == null ? "" : """
                generations AS (
                  SELECT id FROM job WHERE id = ANY(:among)
                  UNION ALL SELECT r.id FROM job r JOIN generations g ON r.retry_of = g.id),
                """;
    }
}
