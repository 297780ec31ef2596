package dev.sluice.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes events in the transaction that makes them true. The body, {@code {type, timestamp, data}}, is fixed here; it
 * says what happened and where to ask, and never carries document content.
 */
final class EventWriter {
    private static final Logger log = LoggerFactory.getLogger(EventWriter.class);

    /** Progress of one batch is told at most that often. */
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);

    private static final String INSERT = """
            INSERT INTO event (id, tenant_id, batch_id, job_id, type, generation, body, created_at)
            SELECT n.id, n.tenant_id, n.batch_id, n.job_id, n.type, n.generation, n.body, sluice_now()
              FROM unnest(?, ?, ?, ?, ?, ?, ?) AS n(id, tenant_id, batch_id, job_id, type, generation, body)
            ON CONFLICT DO NOTHING
            """;

    private record Row(
            UUID id,
            String tenantId,
            @Nullable UUID batchId,
            @Nullable UUID jobId,
            String type,
            int generation,
            String body) {}

    private final Ids ids;
    private final EventInterest interest;
    private final ObjectMapper json;
    private final EventLinks links;
    private final Map<UUID, Instant> lastProgress = new ConcurrentHashMap<>();

    EventWriter(Ids ids, EventInterest interest, ObjectMapper json, EventLinks links) {
        this.ids = ids;
        this.interest = interest;
        this.json = json;
        this.links = links;
    }

    /** A batch has been opened. */
    void created(Connection connection, BatchRow batch) throws SQLException {
        insert(connection, List.of(row(EventType.JOB_RUN_CREATED, batch)));
    }

    /** Batches have just been written: their terminal events, or their progress. */
    void moved(Connection connection, Collection<BatchRow> batches) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (BatchRow batch : batches) {
            if (batch.justFinished()) {
                lastProgress.remove(batch.id);
                rows.add(row(EventType.ofFinal(batch.status()), batch));
                Transactions.afterCommit(() -> logFinal(batch));
            } else if (batch.justStarted() && wanted(EventType.JOB_RUN_STARTED)) {
                rows.add(row(EventType.JOB_RUN_STARTED, batch));
            } else if (!batch.status().isFinal() && wanted(EventType.JOB_RUN_PROGRESS) && progressIsDue(batch)) {
                rows.add(row(EventType.JOB_RUN_PROGRESS, batch));
            }
        }
        insert(connection, rows);
    }

    private static void logFinal(BatchRow batch) {
        try (MDC.MDCCloseable batchId = MDC.putCloseable("batchId", batch.id.toString())) {
            log.info("Batch {} is {}: {}, {}", batch.id, batch.status().word(), batch.outcome(), batch.counts());
        }
    }

    private boolean progressIsDue(BatchRow batch) {
        Instant last = lastProgress.get(batch.id);
        if (last != null && batch.lockedAt.isBefore(last.plus(PROGRESS_EVERY))) {
            return false;
        }
        if (lastProgress.size() > 10_000) { // batches that other nodes have finished
            lastProgress.values().removeIf(told -> !batch.lockedAt.isBefore(told.plus(PROGRESS_EVERY)));
        }
        lastProgress.put(batch.id, batch.lockedAt);
        return true;
    }

    /** Jobs have been submitted, and somebody wants to know. */
    void submitted(Connection connection, String tenantId, @Nullable UUID batchId, List<NewJob> jobs)
            throws SQLException {
        if (!wanted(EventType.JOB_CREATED)) {
            return;
        }
        Instant now = DatabaseTime.now(connection);
        List<Row> rows = new ArrayList<>(jobs.size());
        for (NewJob job : jobs) {
            EndedJob pending = new EndedJob(job.id(), batchId, tenantId, JobState.PENDING, 0, job.intakeId());
            rows.add(row(EventType.JOB_CREATED, pending, null, now));
        }
        insert(connection, rows);
    }

    /** Jobs have ended (or are waiting for a retry, which is no event). */
    void ended(Connection connection, Collection<EndedJob> jobs, Map<UUID, Failure> failures, Instant now)
            throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (EndedJob job : jobs) {
            if (job.state().isFinal() && wanted(EventType.ofFinal(job.state()))) {
                rows.add(row(EventType.ofFinal(job.state()), job, failures.get(job.id()), now));
            }
        }
        insert(connection, rows);
    }

    /** Jobs have been claimed, and somebody wants to know. */
    void started(Connection connection, Collection<ClaimedJob> jobs, Instant now) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (ClaimedJob job : jobs) {
            EndedJob running = new EndedJob(
                    job.jobId(), job.batchId(), job.tenantId(), JobState.RUNNING, job.attempt(), job.intakeId());
            rows.add(row(EventType.JOB_STARTED, running, null, now));
        }
        insert(connection, rows);
    }

    /** Whether events of this type are to be written. */
    boolean wanted(EventType type) {
        return type.always() || interest.wants(type.word());
    }

    private Row row(EventType type, BatchRow batch) {
        ObjectNode data = json.createObjectNode();
        BatchOutcome outcome = batch.outcome();
        BatchCounts counts = batch.counts();
        data.put("id", batch.id.toString());
        data.put("status", batch.status().word());
        data.put("outcome", outcome == null ? null : outcome.word());
        data.put("operation", batch.operation.word());
        data.put("source", batch.sourceId);
        data.put("externalRef", batch.externalRef);
        data.put("generation", batch.generation());
        data.put("sequence", batch.revision());
        data.putObject("counts")
                .put("total", counts.total())
                .put("pending", counts.pending())
                .put("active", counts.active())
                .put("completed", counts.completed())
                .put("failed", counts.failed())
                .put("canceled", counts.canceled());
        data.put("createdAt", time(batch.createdAt));
        putError(data, batch.failure());
        data.putObject("links").put("self", links.batch(batch.id));
        return new Row(
                ids.next(),
                batch.tenantId,
                batch.id,
                null,
                type.word(),
                batch.generation(),
                body(type, batch.lockedAt, data));
    }

    private Row row(EventType type, EndedJob job, @Nullable Failure failure, Instant now) {
        ObjectNode data = json.createObjectNode();
        data.put("id", job.id().toString());
        data.put("batchId", job.batchId() == null ? null : job.batchId().toString());
        data.put("status", job.state().word());
        data.put("attempt", job.attempt());
        data.put("intakeId", job.intakeId() == null ? null : job.intakeId().toString());
        putError(data, failure);
        data.putObject("links").put("self", links.job(job.id()));
        return new Row(
                ids.next(), job.tenantId(), job.batchId(), job.id(), type.word(), job.attempt(), body(type, now, data));
    }

    private static void putError(ObjectNode data, @Nullable Failure failure) {
        if (failure == null) {
            data.putNull("error");
        } else {
            data.putObject("error")
                    .put("code", failure.code().name())
                    .put("message", failure.message())
                    .put("retryCanHelp", failure.code().retryCanHelp());
        }
    }

    private String body(EventType type, Instant now, ObjectNode data) {
        ObjectNode body = json.createObjectNode();
        body.put("type", type.word()).put("timestamp", time(now)).set("data", data);
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of plain values could not be written as JSON", e);
        }
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private void insert(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, SqlArrays.of(connection, "uuid", rows, Row::id));
            statement.setArray(2, SqlArrays.of(connection, "text", rows, Row::tenantId));
            statement.setArray(3, SqlArrays.of(connection, "uuid", rows, Row::batchId));
            statement.setArray(4, SqlArrays.of(connection, "uuid", rows, Row::jobId));
            statement.setArray(5, SqlArrays.of(connection, "text", rows, Row::type));
            statement.setArray(6, SqlArrays.of(connection, "int4", rows, Row::generation));
            statement.setArray(7, SqlArrays.of(connection, "text", rows, Row::body));
            statement.executeUpdate();
        }
        Transactions.afterCommit(interest::written);
    }
}
