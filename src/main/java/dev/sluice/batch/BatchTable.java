package dev.sluice.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code batch}. */
final class BatchTable {
    private static final String COLUMNS = """
            id, tenant_id, source_id, operation, engine, external_ref, workers, weight, max_size, status, outcome,
            error_code, error_text, generation, revision, rank, total, pending, active, completed, failed, canceled,
            last_seq, next_seq, seal_at, created_at, swept, sluice_now() AS now
            """;
    // FOR NO KEY UPDATE: a plain FOR UPDATE would block every foreign-key check. A statement of its own, so that
    // whatever follows sees what the previous holder of the lock committed.
    private static final String LOCK =
            "SELECT " + COLUMNS + " FROM batch WHERE id = ANY(?) ORDER BY id FOR NO KEY UPDATE";
    private static final String LOCK_RECEIVING = "SELECT " + COLUMNS
            + " FROM batch WHERE tenant_id = ? AND source_id = ? AND status = 'receiving' FOR NO KEY UPDATE";
    private static final String INSERT = """
            INSERT INTO batch (id, tenant_id, source_id, operation, engine, options, external_ref, workers, weight,
                               status, max_size, quiet_time, seal_at, output, created_at)
            VALUES (?, ?, ?, ?, ?, ?::json, ?, ?, ?, 'receiving', ?, ?::interval, coalesce(?, sluice_now() + ?::interval), ?::jsonb,
                    sluice_now())
            ON CONFLICT (tenant_id, source_id) WHERE status = 'receiving' AND source_id IS NOT NULL DO NOTHING
            """;
    private static final String WRITE = """
            UPDATE batch SET status = ?, outcome = ?, error_code = ?, error_text = ?, generation = ?, revision = ?, rank = ?,
                   total = ?, pending = ?, active = ?, completed = ?, failed = ?, canceled = ?, last_seq = ?, next_seq = ?,
                   swept = ?,
                   sealed_at = CASE WHEN ? THEN NULL ELSE coalesce(sealed_at, sluice_now()) END,
                   seal_at = CASE WHEN ? THEN seal_at END,
                   finished_at = CASE WHEN ? THEN coalesce(finished_at, sluice_now()) END
             WHERE id = ?
            """;
    private static final String POSTPONE_SEAL =
            "UPDATE batch SET seal_at = sluice_now() + quiet_time WHERE id = ? AND quiet_time IS NOT NULL AND status = 'receiving'";

    private BatchTable() {}

    /** Locks the batches, in the order of their ids, and returns those that exist. */
    static Map<UUID, BatchRow> lock(Connection connection, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, SqlArrays.uuids(connection, ids));
            Map<UUID, BatchRow> rows = new LinkedHashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    BatchRow row = new BatchRow(result);
                    rows.put(row.id, row);
                }
            }
            return rows;
        }
    }

    /** Locks the batch of a source that still takes documents, if there is one. */
    static Optional<BatchRow> lockReceiving(Connection connection, String tenantId, String sourceId)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_RECEIVING)) {
            statement.setString(1, tenantId);
            statement.setString(2, sourceId);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(new BatchRow(result)) : Optional.empty();
            }
        }
    }

    /** Inserts it as receiving; false if its source has another batch that still takes documents. */
    static boolean insert(Connection connection, UUID id, NewBatch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            String quiet = batch.quietTime() == null ? null : batch.quietTime().toString();
            statement.setObject(1, id);
            statement.setString(2, batch.tenantId());
            statement.setString(3, batch.sourceId());
            statement.setString(4, batch.operation().word());
            statement.setString(5, batch.engine());
            statement.setString(6, batch.options());
            statement.setString(7, batch.externalRef());
            statement.setInt(8, batch.workers());
            statement.setInt(9, batch.weight());
            statement.setObject(10, batch.maxSize());
            statement.setString(11, quiet);
            statement.setObject(
                    12, batch.sealAt() == null ? null : SqlTime.of(batch.sealAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(13, quiet);
            statement.setString(14, batch.output());
            return statement.executeUpdate() == 1;
        }
    }

    /** Settles and writes rows that are held under their lock. */
    static void write(Connection connection, Collection<BatchRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            for (BatchRow row : rows) {
                row.settle();
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, BatchRow row) throws SQLException {
        BatchCounts counts = row.counts();
        BatchOutcome outcome = row.outcome();
        @Nullable Failure failure = row.failure();
        boolean receiving = row.status() == BatchStatus.RECEIVING;
        statement.setString(1, row.status().word());
        statement.setString(2, outcome == null ? null : outcome.word());
        statement.setString(3, failure == null ? null : failure.code().name());
        statement.setString(4, failure == null ? null : failure.message());
        statement.setInt(5, row.generation());
        statement.setLong(6, row.revision());
        statement.setLong(7, row.rank());
        statement.setInt(8, counts.total());
        statement.setInt(9, counts.pending());
        statement.setInt(10, counts.active());
        statement.setInt(11, counts.completed());
        statement.setInt(12, counts.failed());
        statement.setInt(13, counts.canceled());
        statement.setInt(14, row.lastSeq());
        statement.setInt(15, row.nextSeq());
        statement.setBoolean(16, row.swept());
        statement.setBoolean(17, receiving);
        statement.setBoolean(18, receiving);
        statement.setBoolean(19, row.status().isFinal());
        statement.setObject(20, row.id);
    }

    /** A document arrived: the batch of a quiet-time source waits that long again. */
    static void postponeSeal(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSTPONE_SEAL)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }
}
