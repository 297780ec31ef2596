package dev.sluice.api.manifest;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which batches need a manifest: those that have ended in a generation for which none is written. The batch's own row
 * says so, in the transaction that ends it, so that no crash loses one.
 */
@Component
class ManifestTable {
    /**
     * A manifest to be written.
     *
     * @param failures of it so far, in a row
     */
    record Due(UUID batchId, String tenantId, int failures) {}

    private final JdbcClient jdbc;

    ManifestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes up to {@code limit} for this node, until the lease runs out. */
    List<Due> claim(int limit, Duration lease) {
        return jdbc.sql("""
                WITH due AS (
                  SELECT b.id, b.tenant_id FROM batch b LEFT JOIN manifest_attempt a ON a.batch_id = b.id
                   WHERE b.output IS NOT NULL AND b.finished_at IS NOT NULL AND b.manifest < b.generation
                     AND (a.next_at IS NULL OR a.next_at <= sluice_now())
                   ORDER BY a.next_at NULLS FIRST, b.id LIMIT :limit
                ), taken AS (
                  INSERT INTO manifest_attempt AS m (batch_id, next_at)
                  SELECT id, sluice_now() + :lease * interval '1 ms' FROM due
                  ON CONFLICT (batch_id) DO UPDATE SET next_at = excluded.next_at WHERE m.next_at <= sluice_now()
                  RETURNING m.batch_id, m.failures
                )
                SELECT taken.batch_id, due.tenant_id, taken.failures FROM taken JOIN due ON due.id = taken.batch_id
                """)
                .param("limit", limit)
                .param("lease", lease.toMillis())
                .query((row, n) -> new Due(
                        row.getObject("batch_id", UUID.class), row.getString("tenant_id"), row.getInt("failures")))
                .list();
    }

    /** The manifest of that generation lies where it belongs, or never will. */
    void done(UUID batchId, int generation) {
        jdbc.sql("UPDATE batch SET manifest = :generation WHERE id = :id AND manifest < :generation")
                .param("id", batchId)
                .param("generation", generation)
                .update();
        release(batchId);
    }

    /** Nothing is to be done now; if there is again, it is found. */
    void release(UUID batchId) {
        jdbc.sql("DELETE FROM manifest_attempt WHERE batch_id = ?")
                .param(batchId)
                .update();
    }

    /** It could not be written; after the wait it is tried again. */
    void failed(UUID batchId, Duration wait) {
        jdbc.sql("""
                UPDATE manifest_attempt SET failures = failures + 1, next_at = sluice_now() + ? * interval '1 ms'
                 WHERE batch_id = ?
                """).params(wait.toMillis(), batchId).update();
    }
}
