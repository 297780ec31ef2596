package dev.sluice.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch row held under its lock, and the changes one transaction makes to it. Every mover (submit, outcome, cancel,
 * seal, retry, recheck) changes the counters through the verbs here and ends with {@link BatchTable#write}, which
 * settles the status: so none can forget that the last job may just have become final.
 */
final class BatchRow {
    final UUID id;
    final String tenantId;
    final Operation operation;
    final String engine;
    final @Nullable String sourceId;
    final @Nullable String externalRef;
    final int workers;
    final int weight;
    final @Nullable Integer maxSize;
    private final @Nullable OffsetDateTime sealAt;
    final Instant createdAt;
    /** The database's time when the lock was got. */
    final Instant lockedAt;

    private BatchStatus status;
    private @Nullable BatchOutcome outcome;
    private @Nullable Failure failure;
    private int generation;
    private long revision;
    private long rank;
    private int total;
    private int pending;
    private int active;
    private int completed;
    private int failed;
    private int canceled;
    private int lastSeq;
    private int nextSeq;
    private boolean swept;
    private boolean justStarted;
    private boolean justFinished;

    BatchRow(ResultSet row) throws SQLException {
        id = row.getObject("id", UUID.class);
        tenantId = row.getString("tenant_id");
        operation = Operation.of(row.getString("operation"));
        engine = row.getString("engine");
        sourceId = row.getString("source_id");
        externalRef = row.getString("external_ref");
        workers = row.getInt("workers");
        weight = row.getInt("weight");
        maxSize = row.getObject("max_size", Integer.class);
        sealAt = row.getObject("seal_at", OffsetDateTime.class);
        createdAt = instant(row, "created_at");
        lockedAt = instant(row, "now");
        status = BatchStatus.of(row.getString("status"));
        String word = row.getString("outcome");
        outcome = word == null ? null : BatchOutcome.of(word);
        String code = row.getString("error_code");
        failure = code == null ? null : new Failure(ErrorCode.valueOf(code), row.getString("error_text"));
        generation = row.getInt("generation");
        revision = row.getLong("revision");
        rank = row.getLong("rank");
        total = row.getInt("total");
        pending = row.getInt("pending");
        active = row.getInt("active");
        completed = row.getInt("completed");
        failed = row.getInt("failed");
        canceled = row.getInt("canceled");
        lastSeq = row.getInt("last_seq");
        nextSeq = row.getInt("next_seq");
        swept = row.getBoolean("swept");
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    // ---- what the movers do ----

    /** New documents have been inserted. */
    void added(int documents) {
        requireOpen();
        total += documents;
        pending += documents;
        lastSeq += documents;
    }

    /** Jobs entered the window, those below {@code next} for good; {@code rankOfLast} is the rank of the last. */
    void released(int jobs, int next, long rankOfLast) {
        pending -= jobs;
        active += jobs;
        nextSeq = next;
        rank = Math.max(rank, rankOfLast);
    }

    void completedOne() {
        active--;
        completed++;
    }

    void failedOne() {
        active--;
        failed++;
    }

    /** A transient failure gives the slot back. */
    void backedOffOne() {
        active--;
        pending++;
    }

    /** A job ended outside of an attempt. */
    void canceledOne(boolean wasActive) {
        leave(wasActive);
        canceled++;
    }

    /** A job was given up outside of an attempt. */
    void failedAlone(boolean wasActive) {
        leave(wasActive);
        failed++;
    }

    private void leave(boolean wasActive) {
        if (wasActive) {
            active--;
        } else {
            pending--;
        }
    }

    void seal() {
        if (status == BatchStatus.RECEIVING) {
            status = BatchStatus.PROCESSING;
            justStarted = true;
        }
    }

    /** Ends everything that is not final; rows that were never released are written by a later sweep. */
    void cancelAll() {
        end(BatchStatus.CANCELED, BatchOutcome.CANCELED);
    }

    /** The batch itself cannot run. */
    void fail(Failure why) {
        failure = why;
        end(BatchStatus.FAILED, BatchOutcome.FAILED);
    }

    private void end(BatchStatus status, BatchOutcome outcome) {
        requireOpen();
        swept = pending == 0;
        canceled += pending + active;
        pending = 0;
        active = 0;
        nextSeq = lastSeq;
        finish(status, outcome);
    }

    void rowsSwept() {
        swept = true;
    }

    /** A final job is tried again by a new row: one more row, the same number of documents. */
    void retried(JobState wasState) {
        switch (wasState) {
            case COMPLETED -> completed--;
            case FAILED -> failed--;
            case CANCELED -> canceled--;
            case PENDING, READY, RUNNING -> throw new IllegalStateException("not final: " + wasState);
        }
        pending++;
        lastSeq++;
        if (status.isFinal()) {
            status = BatchStatus.PROCESSING;
            outcome = null;
            failure = null;
            generation++;
            justStarted = true;
        }
    }

    /** The rows say otherwise than the counters: the rows are right. */
    void recounted(BatchCounts rows, int last, int next) {
        total = rows.total();
        pending = rows.pending();
        active = rows.active();
        completed = rows.completed();
        failed = rows.failed();
        canceled = rows.canceled();
        lastSeq = last;
        nextSeq = next;
    }

    /** Called by the writer, last: a sealed batch whose jobs are all final is final itself. */
    void settle() {
        revision++;
        if (status == BatchStatus.PROCESSING && counts().allFinal()) {
            finish(BatchStatus.COMPLETED, BatchOutcome.of(counts()));
        }
    }

    private void finish(BatchStatus status, BatchOutcome outcome) {
        this.status = status;
        this.outcome = outcome;
        justFinished = true;
    }

    private void requireOpen() {
        if (status.isFinal()) {
            throw new IllegalStateException("batch " + id + " is " + status.word());
        }
    }

    // ---- what it is now ----

    BatchStatus status() {
        return status;
    }

    @Nullable
    BatchOutcome outcome() {
        return outcome;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    /** Whether it became final in this transaction: then, and only then, its terminal event is due. */
    boolean justFinished() {
        return justFinished;
    }

    /** Whether it became sealed, or was reopened, in this transaction, and is not final again. */
    boolean justStarted() {
        return justStarted && !status.isFinal();
    }

    BatchCounts counts() {
        return new BatchCounts(total, pending, active, completed, failed, canceled);
    }

    int generation() {
        return generation;
    }

    long revision() {
        return revision;
    }

    long rank() {
        return rank;
    }

    int lastSeq() {
        return lastSeq;
    }

    int nextSeq() {
        return nextSeq;
    }

    boolean swept() {
        return swept;
    }

    /** Slots of the window that are free. */
    int free() {
        return status.isFinal() ? 0 : Math.min(workers - active, pending);
    }

    /** Whether its quiet time is over. */
    boolean quiet() {
        return sealAt != null && !sealAt.toInstant().isAfter(lockedAt);
    }

    /** Whether the batch has reached the size at which it is sealed. */
    boolean full() {
        return maxSize != null && total >= maxSize;
    }
}
