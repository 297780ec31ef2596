package dev.sluice.batch;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which batches of a tenant are meant; null means any.
 *
 * @param watched whether they were formed from a watched source
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 */
public record BatchFilter(
        String tenantId,
        @Nullable BatchPhase phase,
        @Nullable Operation operation,
        @Nullable String externalRef,
        @Nullable Boolean watched,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore) {
    /** By how much the clock of a node, which is in the ids, may differ from the database's. */
    private static final long SKEW_MILLIS = 3_600_000;

    /** All of a tenant. */
    public static BatchFilter all(String tenantId) {
        return new BatchFilter(tenantId, null, null, null, null, null, null);
    }

    String where(Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder(" WHERE tenant_id = :tenant");
        parameters.put("tenant", tenantId);
        if (phase != null) {
            where.append(" AND ").append(phase.condition);
        }
        if (operation != null) {
            where.append(" AND operation = :operation");
            parameters.put("operation", operation.word());
        }
        if (externalRef != null) {
            where.append(" AND external_ref = :ref");
            parameters.put("ref", externalRef);
        }
        if (watched != null) {
            where.append(watched ? " AND source_id IS NOT NULL" : " AND source_id IS NULL");
        }
        // The ids hold the time too: they lead through the index to roughly the right place.
        if (createdFrom != null) {
            where.append(" AND created_at >= :from AND id >= :fromId");
            parameters.put("from", SqlTime.of(createdFrom));
            parameters.put("fromId", firstIdOf(createdFrom.toEpochMilli() - SKEW_MILLIS));
        }
        if (createdBefore != null) {
            where.append(" AND created_at < :before AND id < :beforeId");
            parameters.put("before", SqlTime.of(createdBefore));
            parameters.put("beforeId", firstIdOf(createdBefore.toEpochMilli() + SKEW_MILLIS));
        }
        return where.toString();
    }

    private static UUID firstIdOf(long millis) {
        return new UUID(Math.max(0, millis) << 16, 0);
    }
}
