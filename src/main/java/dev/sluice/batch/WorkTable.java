package dev.sluice.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The statements on the table {@code work}, which holds exactly the ready and the running jobs. Nobody else writes it. */
final class WorkTable {
    private static final String COLUMNS =
            "job_id, batch_id, tenant_id, intake_id, operation, engine, lane, rank, ready_at, attempt, failures";
    private static final String COPIED = "id, batch_id, tenant_id, intake_id, operation, engine, lane,";

    // (SELECT sluice_now()): a volatile function cannot be an index condition, its value can. Without it every refill
    // would walk over all jobs of the batch that are not due yet.
    static final String RELEASE_DUE = "WITH due AS (UPDATE job SET due_at = NULL WHERE id = ANY(ARRAY("
            + " SELECT id FROM job WHERE batch_id = ? AND due_at <= (SELECT sluice_now()) AND state = 'open' ORDER BY due_at LIMIT ?))"
            + " RETURNING " + COPIED + " attempt, failures)"
            + " INSERT INTO work (" + COLUMNS + ") SELECT " + COPIED
            + " ? + ? * row_number() OVER (), sluice_now(), attempt, failures FROM due";
    private static final String RELEASE_NEW = "INSERT INTO work (" + COLUMNS + ") SELECT " + COPIED
            + " ? + ? * (seq - ? + 1), sluice_now(), 0, 0 FROM job"
            + " WHERE batch_id = ? AND seq >= ? AND seq < ? AND state = 'open' AND due_at IS NULL AND attempt = 0";
    private static final String RELEASE_DUE_SINGLES = "WITH due AS (UPDATE job SET due_at = NULL WHERE id = ANY(ARRAY("
            + " SELECT id FROM job WHERE batch_id IS NULL AND due_at <= (SELECT sluice_now()) AND state = 'open' ORDER BY due_at"
            + " LIMIT ? FOR UPDATE SKIP LOCKED)) RETURNING " + COPIED + " attempt, failures)"
            + " INSERT INTO work (" + COLUMNS + ") SELECT " + COPIED
            + " (extract(epoch FROM sluice_now()) * 1000000)::bigint, sluice_now(), attempt, failures FROM due";
    private static final String INSERT_SINGLE = "INSERT INTO work (" + COLUMNS + ") SELECT " + COPIED
            + " (extract(epoch FROM sluice_now()) * 1000000)::bigint, sluice_now(), attempt, failures FROM job WHERE id = ?";

    // Waits for nobody: it takes only rows that no one holds. The lease stands in the condition, because a node that
    // wakes from a long pause would otherwise claim jobs that are swept away at once.
    static final String CLAIM = """
            UPDATE work SET node_id = ?, node_epoch = ?, attempt = attempt + 1, claimed_at = sluice_now(),
                   deadline = sluice_now() + ? * interval '1 millisecond'
             WHERE job_id = ANY(ARRAY(SELECT job_id FROM work
                     WHERE node_id IS NULL AND operation = ? AND engine = ? AND lane = ? AND rank >= ?
                       AND EXISTS (SELECT 1 FROM node WHERE id = ? AND epoch = ? AND lease_until > sluice_now())
                     ORDER BY rank LIMIT ? FOR UPDATE OF work SKIP LOCKED))
            RETURNING job_id, batch_id, tenant_id, intake_id, attempt, failures, rank
            """;
    // The limit keeps the planner from joining: one look into the index for each queue, whatever its statistics say.
    static final String READY = """
            SELECT q.place FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS q(operation, engine, lane, watermark, place),
                   LATERAL (SELECT 1 FROM work w
                             WHERE w.node_id IS NULL AND w.operation = q.operation AND w.engine = q.engine
                               AND w.lane = q.lane AND w.rank >= q.watermark LIMIT 1) AS ready
             ORDER BY q.place
            """;
    private static final String HELD = """
            SELECT job_id, attempt, claimed_at < sluice_now() - ? * interval '1 millisecond' AS old
              FROM work WHERE node_id = ? AND node_epoch = ?
            """;
    private static final String PUT_BACK = """
            WITH lost AS (UPDATE work SET node_id = NULL, node_epoch = NULL, claimed_at = NULL, deadline = NULL, ready_at = sluice_now()
              WHERE job_id = ANY(ARRAY(%s)) RETURNING job_id)
            UPDATE job SET losses = losses + 1 FROM lost WHERE id = job_id RETURNING id, losses
            """;
    private static final String PUT_BACK_LOST = PUT_BACK.formatted("""
            SELECT w.job_id FROM work w LEFT JOIN node n ON n.id = w.node_id AND n.epoch = w.node_epoch
             WHERE w.node_id IS NOT NULL AND (n.id IS NULL OR n.lease_until < sluice_now() OR w.deadline < sluice_now())
             ORDER BY w.job_id LIMIT ? FOR UPDATE OF w SKIP LOCKED""");
    private static final String PUT_BACK_OWN = PUT_BACK.formatted("""
            SELECT job_id FROM work WHERE job_id = ANY(?) AND node_id = ? AND node_epoch = ?
             ORDER BY job_id FOR UPDATE SKIP LOCKED""");
    // What is ready tells it best; then what is running; then how far the open batches came before all went quiet.
    private static final String VIRTUAL_TIME = """
            SELECT coalesce((SELECT min(rank) FROM work WHERE operation = q.op AND engine = q.en AND lane = q.la AND node_id IS NULL),
                            (SELECT max(rank) FROM work WHERE operation = q.op AND engine = q.en AND lane = q.la),
                            (SELECT max(rank) FROM batch WHERE operation = q.op AND engine = q.en
                                AND status IN ('receiving', 'processing')), 0)
              FROM (SELECT ?::text AS op, ?::text AS en, ?::smallint AS la) q
            """;

    /** A claimed job and where it stood in its queue. */
    record Claimed(ClaimedJob job, long rank) {}

    /** What this node holds according to the database; {@code old}: claimed long enough ago to be known to it. */
    record Held(UUID jobId, int attempt, boolean old) {}

    /** A job that was put back, and how often that has happened to it. */
    record Lost(UUID jobId, int losses) {}

    private WorkTable() {}

    /** Puts jobs of the batch that are due for a retry into its window; returns how many. */
    static int releaseDue(Connection connection, UUID batchId, int free, long rank, long step) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE_DUE)) {
            statement.setObject(1, batchId);
            statement.setInt(2, free);
            statement.setLong(3, rank);
            statement.setLong(4, step);
            return statement.executeUpdate();
        }
    }

    /** Puts the never started jobs with {@code from <= seq < to} into the window; returns how many there were. */
    static int releaseNew(Connection connection, UUID batchId, int from, int to, long rank, long step)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE_NEW)) {
            statement.setLong(1, rank);
            statement.setLong(2, step);
            statement.setInt(3, from);
            statement.setObject(4, batchId);
            statement.setInt(5, from);
            statement.setInt(6, to);
            return statement.executeUpdate();
        }
    }

    /** Makes single runs ready whose backoff is over; returns how many. */
    static int releaseDueSingles(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE_DUE_SINGLES)) {
            statement.setInt(1, limit);
            return statement.executeUpdate();
        }
    }

    /** Makes a single run ready. */
    static void insertSingle(Connection connection, UUID jobId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_SINGLE)) {
            statement.setObject(1, jobId);
            statement.executeUpdate();
        }
    }

    /** Claims up to {@code limit} ready jobs of one engine's lane, lowest rank first. */
    static List<Claimed> claim(
            Connection connection, NodeId node, EngineLimit engine, Lane lane, long watermark, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, node.id());
            statement.setInt(2, node.epoch());
            statement.setLong(3, engine.deadline().toMillis());
            statement.setString(4, engine.operation().word());
            statement.setString(5, engine.engine());
            statement.setInt(6, lane.number());
            statement.setLong(7, watermark);
            statement.setObject(8, node.id());
            statement.setInt(9, node.epoch());
            statement.setInt(10, limit);
            List<Claimed> claimed = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    claimed.add(claimed(row, engine, lane));
                }
            }
            claimed.sort(Comparator.comparingLong(Claimed::rank));
            return claimed;
        }
    }

    /** Which of these queues have a ready job, in the order given. */
    static List<JobClaimer.Look> ready(Connection connection, List<JobClaimer.Look> looks) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READY)) {
            statement.setArray(
                    1,
                    SqlArrays.of(
                            connection,
                            "text",
                            looks,
                            look -> look.engine().operation().word()));
            statement.setArray(
                    2,
                    SqlArrays.of(
                            connection, "text", looks, look -> look.engine().engine()));
            statement.setArray(3, SqlArrays.of(connection, "int2", looks, look ->
                    (short) look.lane().number()));
            statement.setArray(4, SqlArrays.of(connection, "int8", looks, JobClaimer.Look::watermark));
            List<JobClaimer.Look> ready = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ready.add(looks.get(row.getInt(1) - 1));
                }
            }
            return ready;
        }
    }

    private static Claimed claimed(ResultSet row, EngineLimit engine, Lane lane) throws SQLException {
        return new Claimed(
                new ClaimedJob(
                        row.getObject("job_id", UUID.class),
                        row.getObject("batch_id", UUID.class),
                        row.getString("tenant_id"),
                        row.getObject("intake_id", UUID.class),
                        engine.operation(),
                        engine.engine(),
                        lane,
                        row.getInt("attempt"),
                        row.getInt("failures")),
                row.getLong("rank"));
    }

    /** What the node holds; claims younger than {@code grace} are not called old. */
    static List<Held> held(Connection connection, NodeId node, Duration grace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setLong(1, grace.toMillis());
            statement.setObject(2, node.id());
            statement.setInt(3, node.epoch());
            List<Held> held = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    held.add(new Held(
                            row.getObject("job_id", UUID.class), row.getInt("attempt"), row.getBoolean("old")));
                }
            }
            return held;
        }
    }

    /** Puts back what dead nodes, older epochs and overdue claims hold; each job keeps its slot of the window. */
    static List<Lost> putBackLost(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUT_BACK_LOST)) {
            statement.setInt(1, limit);
            return lost(statement);
        }
    }

    /** Puts back jobs that this node holds but does not know of: a claim whose answer was lost. */
    static List<Lost> putBackOwn(Connection connection, NodeId node, Collection<UUID> jobIds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUT_BACK_OWN)) {
            statement.setArray(1, SqlArrays.uuids(connection, jobIds));
            statement.setObject(2, node.id());
            statement.setInt(3, node.epoch());
            return lost(statement);
        }
    }

    private static List<Lost> lost(PreparedStatement statement) throws SQLException {
        List<Lost> lost = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                lost.add(new Lost(row.getObject("id", UUID.class), row.getInt("losses")));
            }
        }
        return lost;
    }

    /** Where a queue's virtual time stands according to the rows; 0 if nothing is open. */
    static long virtualTime(Connection connection, EngineQueue queue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VIRTUAL_TIME)) {
            statement.setString(1, queue.operation().word());
            statement.setString(2, queue.engine());
            statement.setInt(3, queue.lane().number());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Removes the row of a job, if there is one. */
    static int remove(Connection connection, UUID jobId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM work WHERE job_id = ?")) {
            statement.setObject(1, jobId);
            return statement.executeUpdate();
        }
    }

    /** Removes rows of jobs that are not open: none exist unless somebody changed tables by hand. */
    static int removeOrphans(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM work w WHERE NOT EXISTS (SELECT 1 FROM job j WHERE j.id = w.job_id AND j.state = 'open')")) {
            return statement.executeUpdate();
        }
    }
}
