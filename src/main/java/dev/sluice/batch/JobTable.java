package dev.sluice.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code job}, whose rows are written at submit and at the end. */
final class JobTable {
    private static final String INSERT = """
            INSERT INTO job (id, tenant_id, batch_id, seq, lane, operation, engine, intake_id, inputs, options, state)
            SELECT n.id, ?, ?, ? + n.ordinal - 1, ?, ?, ?, n.intake_id, n.inputs::uuid[], n.options::json, 'open'
              FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS n(id, intake_id, inputs, options, ordinal)
            """;
    private static final String INSERT_RETRIES = """
            INSERT INTO job (id, tenant_id, batch_id, seq, lane, operation, engine, intake_id, inputs, options,
                             generation, retry_of, state)
            SELECT n.id, j.tenant_id, j.batch_id, ? + n.ordinal - 1, j.lane, j.operation, j.engine, j.intake_id,
                   j.inputs, j.options, j.generation + 1, j.id, 'open'
              FROM unnest(?, ?) WITH ORDINALITY AS n(id, old, ordinal) JOIN job j ON j.id = n.old
            """;
    private static final String RETURNED = " RETURNING j.id, j.batch_id, j.tenant_id, j.state, j.attempt, j.intake_id";
    // = ANY and subscripts instead of a join with unnest: the plan stays the same whatever the statistics of the tiny
    // work table say at the moment. The fence is (attempt, node, epoch) and the row being there at all.
    private static final String END_CLAIMED = """
            WITH w AS (DELETE FROM work WHERE job_id = ANY(?) AND node_id = ? AND node_epoch = ?
                         AND attempt = (?)[array_position(?, job_id)] RETURNING job_id, attempt)
            UPDATE job j SET state = (?)[k], attempt = w.attempt, artifact_id = (?)[k], failures = j.failures + (?)[k],
                   ended_at = CASE WHEN (?)[k] = 'open' THEN NULL ELSE sluice_now() END,
                   due_at = CASE WHEN (?)[k] = 'open' THEN sluice_now() + (?)[k] * interval '1 millisecond' END,
                   error_code = (?)[k], error_text = (?)[k]
              FROM (SELECT job_id, attempt, array_position(?, job_id) k FROM w) w
             WHERE j.id = w.job_id AND j.state = 'open'""" + RETURNED;
    private static final String END_WORK_OF_BATCH = """
            WITH w AS (DELETE FROM work WHERE batch_id = ? RETURNING job_id, attempt)
            UPDATE job j SET state = 'canceled', ended_at = sluice_now(), due_at = NULL, attempt = w.attempt,
                   error_code = 'CANCELED', error_text = ?
              FROM w WHERE j.id = w.job_id""" + RETURNED;
    private static final String END_ONE = """
            WITH w AS (DELETE FROM work WHERE job_id = ? RETURNING job_id, attempt)
            UPDATE job j SET state = ?, ended_at = sluice_now(), due_at = NULL,
                   attempt = coalesce((SELECT attempt FROM w), j.attempt), error_code = ?, error_text = ?
             WHERE j.id = ? AND j.state = 'open'""" + RETURNED + ", EXISTS (SELECT 1 FROM w) AS was_active";
    private static final String SWEEP_CANCELED = """
            UPDATE job j SET state = 'canceled', due_at = NULL, ended_at = coalesce(b.finished_at, sluice_now()),
                   error_code = 'CANCELED',
                   error_text = CASE WHEN b.status = 'failed' THEN 'Its batch could not run: ' || b.error_text ELSE 'Its batch was canceled.' END
              FROM batch b
             WHERE b.id = j.batch_id AND j.batch_id = ? AND j.seq >= ? AND j.seq < ? AND j.state = 'open'""" + RETURNED;
    // From batch to batch along the index: however many jobs wait behind one full window, the others are found.
    private static final String DUE_BATCHES = """
            WITH RECURSIVE waiting AS (
              (SELECT batch_id FROM job WHERE due_at IS NOT NULL AND batch_id IS NOT NULL ORDER BY batch_id LIMIT 1)
              UNION ALL
              SELECT (SELECT j.batch_id FROM job j WHERE j.due_at IS NOT NULL AND j.batch_id > w.batch_id
                       ORDER BY j.batch_id LIMIT 1)
                FROM waiting w WHERE w.batch_id IS NOT NULL)
            SELECT b.id FROM waiting w JOIN batch b ON b.id = w.batch_id
             WHERE b.status IN ('receiving', 'processing') AND b.active < b.workers
               AND EXISTS (SELECT 1 FROM job j WHERE j.batch_id = b.id AND j.due_at <= (SELECT sluice_now()))
            """;
    private static final String FIRST_UNSTARTED = """
            SELECT seq FROM job WHERE batch_id = ? AND seq >= ? AND state = 'open' AND due_at IS NULL AND attempt = 0
             ORDER BY seq LIMIT 1
            """;
    private static final String FIND = """
            SELECT id, batch_id, tenant_id, state, attempt, intake_id FROM job_state WHERE id = ?
            """;

    private static final String RETRYABLE = """
            SELECT id, batch_id, tenant_id, state, attempt, intake_id
              FROM job j WHERE batch_id = ? AND state = ANY(?)
               AND (?::uuid[] IS NULL OR id = ANY(?)) AND (?::uuid[] IS NULL OR intake_id = ANY(?))
               AND (?::text[] IS NULL OR error_code = ANY(?))
               AND NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = j.id) ORDER BY seq
            """;

    private JobTable() {}

    /** Inserts jobs with sequence numbers from {@code firstSeq} on. */
    static void insert(
            Connection connection,
            String tenantId,
            @Nullable UUID batchId,
            int firstSeq,
            Operation operation,
            String engine,
            List<NewJob> jobs)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, tenantId);
            statement.setObject(2, batchId);
            statement.setInt(3, firstSeq);
            statement.setInt(4, (batchId == null ? Lane.SINGLE : Lane.BATCH).number());
            statement.setString(5, operation.word());
            statement.setString(6, engine);
            statement.setArray(7, SqlArrays.of(connection, "uuid", jobs, NewJob::id));
            statement.setArray(8, SqlArrays.of(connection, "uuid", jobs, NewJob::intakeId));
            statement.setArray(9, SqlArrays.of(connection, "text", jobs, JobTable::inputs));
            statement.setArray(10, SqlArrays.of(connection, "text", jobs, NewJob::options));
            statement.executeUpdate();
        }
    }

    /** As the text of an array: unnest would flatten an array of arrays. */
    private static @Nullable String inputs(NewJob job) {
        return job.inputs().isEmpty()
                ? null
                : job.inputs().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Inserts the next generation of jobs that are tried again, with sequence numbers from {@code firstSeq} on.
     *
     * @param retries the new jobs' ids, by the jobs they try again
     */
    static void insertRetries(Connection connection, int firstSeq, Map<UUID, UUID> retries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_RETRIES)) {
            statement.setInt(1, firstSeq);
            statement.setArray(2, SqlArrays.uuids(connection, retries.values()));
            statement.setArray(3, SqlArrays.uuids(connection, retries.keySet()));
            statement.executeUpdate();
        }
    }

    /** Makes everybody else wait who wants to try this single run again. */
    static void lock(Connection connection, UUID jobId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM job WHERE id = ? FOR NO KEY UPDATE")) {
            statement.setObject(1, jobId);
            statement.execute();
        }
    }

    /** Ends attempts that this node still holds; what it no longer holds is silently left out of the answer. */
    static List<EndedJob> endClaimed(Connection connection, NodeId node, List<JudgedOutcome> outcomes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_CLAIMED)) {
            java.sql.Array ids = SqlArrays.of(connection, "uuid", outcomes, JudgedOutcome::jobId);
            java.sql.Array states = SqlArrays.of(connection, "text", outcomes, JudgedOutcome::rowState);
            statement.setArray(1, ids);
            statement.setObject(2, node.id());
            statement.setInt(3, node.epoch());
            statement.setArray(4, SqlArrays.of(connection, "int4", outcomes, JudgedOutcome::attempt));
            statement.setArray(5, ids);
            statement.setArray(6, states);
            statement.setArray(7, SqlArrays.of(connection, "uuid", outcomes, JudgedOutcome::artifactId));
            statement.setArray(8, SqlArrays.of(connection, "int4", outcomes, JudgedOutcome::failures));
            statement.setArray(9, states);
            statement.setArray(10, states);
            statement.setArray(11, SqlArrays.of(connection, "int8", outcomes, JudgedOutcome::retryMillis));
            statement.setArray(12, SqlArrays.of(connection, "text", outcomes, JudgedOutcome::errorCode));
            statement.setArray(13, SqlArrays.of(connection, "text", outcomes, JudgedOutcome::errorText));
            statement.setArray(14, ids);
            return ended(statement);
        }
    }

    /** Ends the ready and running jobs of a batch that is being canceled, and takes them from the nodes that hold them. */
    static List<EndedJob> cancelWorkOf(Connection connection, BatchRow batch, String why) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_WORK_OF_BATCH)) {
            statement.setObject(1, batch.id);
            statement.setString(2, why);
            return ended(statement);
        }
    }

    /** A job that was ended outside of an attempt. */
    record EndedAlone(EndedJob job, boolean wasActive) {}

    /** Ends one open job, wherever it is; empty if it was final already. The caller holds its batch. */
    static Optional<EndedAlone> endOne(Connection connection, UUID jobId, JobState state, Failure why)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_ONE)) {
            statement.setObject(1, jobId);
            statement.setString(2, state.word());
            statement.setString(3, why.code().name());
            statement.setString(4, why.message());
            statement.setObject(5, jobId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new EndedAlone(endedJob(row), row.getBoolean("was_active")))
                        : Optional.empty();
            }
        }
    }

    /** Writes the rows with {@code from <= seq < to} of a canceled batch that still say open. */
    static List<EndedJob> sweepCanceled(Connection connection, UUID batchId, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SWEEP_CANCELED)) {
            statement.setObject(1, batchId);
            statement.setInt(2, from);
            statement.setInt(3, to);
            return ended(statement);
        }
    }

    /** The lowest sequence number from {@code from} on of a job that was never released, else {@code otherwise}. */
    static int firstUnstarted(Connection connection, UUID batchId, int from, int otherwise) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIRST_UNSTARTED)) {
            statement.setObject(1, batchId);
            statement.setInt(2, from);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : otherwise;
            }
        }
    }

    /** Batches with jobs whose backoff is over. */
    static List<UUID> batchesWithDueJobs(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DUE_BATCHES);
                ResultSet row = statement.executeQuery()) {
            List<UUID> batches = new ArrayList<>();
            while (row.next()) {
                batches.add(row.getObject(1, UUID.class));
            }
            return batches;
        }
    }

    /** The job that tries this one again, if there is one. */
    static Optional<UUID> retryOf(Connection connection, UUID jobId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM job WHERE retry_of = ?")) {
            statement.setObject(1, jobId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** The chosen jobs of a batch that nothing tries again yet. */
    static List<EndedJob> retryable(Connection connection, UUID batchId, RetryChoice choice) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RETRYABLE)) {
            java.sql.Array jobs = choice.jobs() == null ? null : SqlArrays.uuids(connection, choice.jobs());
            java.sql.Array documents =
                    choice.documents() == null ? null : SqlArrays.uuids(connection, choice.documents());
            java.sql.Array codes = choice.codes() == null
                    ? null
                    : SqlArrays.of(connection, "text", List.copyOf(choice.codes()), ErrorCode::name);
            statement.setObject(1, batchId);
            statement.setArray(2, SqlArrays.of(connection, "text", List.copyOf(choice.states()), JobState::word));
            statement.setArray(3, jobs);
            statement.setArray(4, jobs);
            statement.setArray(5, documents);
            statement.setArray(6, documents);
            statement.setArray(7, codes);
            statement.setArray(8, codes);
            return ended(statement);
        }
    }

    /** The job, if it exists. */
    static Optional<EndedJob> find(Connection connection, UUID jobId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, jobId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(endedJob(row)) : Optional.empty();
            }
        }
    }

    private static List<EndedJob> ended(PreparedStatement statement) throws SQLException {
        List<EndedJob> ended = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ended.add(endedJob(row));
            }
        }
        return ended;
    }

    private static EndedJob endedJob(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new EndedJob(
                row.getObject("id", UUID.class),
                row.getObject("batch_id", UUID.class),
                row.getString("tenant_id"),
                state.equals("open") ? JobState.PENDING : JobState.of(state),
                row.getInt("attempt"),
                row.getObject("intake_id", UUID.class));
    }
}
