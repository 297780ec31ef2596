package dev.sluice.api.submit;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code batch_listing}: prefixes that are still being listed. */
final class ListingTable {
    /** A listing that is due. */
    record Due(
            UUID batchId,
            String tenantId,
            String prefix,
            @Nullable String connection,
            @Nullable String cursor,
            int nextOrdinal,
            int failures) {}

    private final JdbcClient jdbc;

    ListingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            String tenantId,
            UUID batchId,
            String prefix,
            @Nullable String connection,
            @Nullable String cursor,
            int nextOrdinal) {
        jdbc.sql("""
                        INSERT INTO batch_listing (batch_id, tenant_id, prefix, connection, cursor, next_ordinal, next_at)
                        VALUES (?, ?, ?, ?, ?, ?, sluice_now())
                        """)
                .params(batchId, tenantId, prefix, connection, cursor, nextOrdinal)
                .update();
    }

    /** Takes one that is due; others leave it alone for a while, or for good if its next page is written down. */
    Optional<Due> take(Duration lease) {
        return jdbc.sql("""
                        UPDATE batch_listing SET next_at = sluice_now() + ? * interval '1 millisecond'
                         WHERE batch_id = (SELECT batch_id FROM batch_listing WHERE next_at <= sluice_now()
                                            ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING batch_id, tenant_id, prefix, connection, cursor, next_ordinal, failures
                        """)
                .param(lease.toMillis())
                .query((row, n) -> new Due(
                        row.getObject("batch_id", UUID.class),
                        row.getString("tenant_id"),
                        row.getString("prefix"),
                        row.getString("connection"),
                        row.getString("cursor"),
                        row.getInt("next_ordinal"),
                        row.getInt("failures")))
                .optional();
    }

    /** Moves the cursor; false if somebody else has done so meanwhile, or the listing is over. */
    boolean advance(Due from, @Nullable String cursor, int documents) {
        return jdbc.sql("""
                        UPDATE batch_listing SET cursor = ?, next_ordinal = next_ordinal + ?, failures = 0, next_at = sluice_now()
                         WHERE batch_id = ? AND next_ordinal = ? AND cursor IS NOT DISTINCT FROM ?
                        """)
                        .params(cursor, documents, from.batchId(), from.nextOrdinal(), from.cursor())
                        .update()
                > 0;
    }

    /** It failed, and is tried again after that time. */
    void failed(Due listing, Duration wait) {
        jdbc.sql("""
                        UPDATE batch_listing SET failures = failures + 1, next_at = sluice_now() + ? * interval '1 millisecond'
                         WHERE batch_id = ?
                        """).params(wait.toMillis(), listing.batchId()).update();
    }

    void remove(UUID batchId) {
        jdbc.sql("DELETE FROM batch_listing WHERE batch_id = ?").param(batchId).update();
    }
}
