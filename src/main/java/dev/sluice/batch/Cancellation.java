package dev.sluice.batch;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Ends batches and jobs that nobody waits for any more, in a time that does not depend on their number. */
final class Cancellation {
    private static final int SWEEP_CHUNK = 10_000;

    private final BatchMover mover;

    Cancellation(BatchMover mover) {
        this.mover = mover;
    }

    /** Ends a batch and all its open jobs; false if it was final already. */
    boolean end(UUID batchId, Consumer<BatchRow> how, String why) {
        return mover.run(c -> {
            BatchRow batch = mover.lock(c, batchId);
            if (batch.status().isFinal()) {
                return false;
            }
            how.accept(batch);
            Failure canceled = new Failure(ErrorCode.CANCELED, why);
            List<EndedJob> stopped = JobTable.cancelWorkOf(c, batch, canceled.message());
            mover.finish(c, batch);
            mover.ended(c, stopped, canceled, batch.lockedAt);
            return true;
        });
    }

    /** Ends one job outside of an attempt, wherever it is. */
    boolean endJob(UUID jobId, JobState state, Failure why) {
        return mover.run(c -> {
            Optional<EndedJob> found = JobTable.find(c, jobId);
            if (found.isEmpty()) {
                return false;
            }
            UUID batchId = found.get().batchId();
            BatchRow batch = batchId == null ? null : mover.lock(c, batchId);
            if (batch != null && batch.status().isFinal()) {
                return false; // also an open row of a canceled batch, which reads as canceled
            }
            Optional<JobTable.EndedAlone> ended = JobTable.endOne(c, jobId, state, why);
            if (ended.isEmpty()) {
                return false;
            }
            if (batch == null) {
                // Its backoff may just have ended in another transaction, whose row the statement before did not see.
                WorkTable.remove(c, jobId);
            } else {
                if (state == JobState.FAILED) {
                    batch.failedAlone(ended.get().wasActive());
                } else {
                    batch.canceledOne(ended.get().wasActive());
                }
                mover.finish(c, batch);
            }
            List<EndedJob> one = List.of(ended.get().job());
            mover.ended(c, one, why, batch == null ? DatabaseTime.now(c) : batch.lockedAt);
            return true;
        });
    }

    /** Writes the rows of a canceled batch that still say open, chunk by chunk, each in a transaction of its own. */
    void sweep(UUID batchId) {
        AtomicInteger from = new AtomicInteger();
        boolean more = true;
        while (more) {
            more = mover.run(c -> {
                BatchRow batch = mover.lock(c, batchId);
                if (batch.swept()) {
                    return false;
                }
                int to = from.get() + SWEEP_CHUNK;
                List<EndedJob> canceled = JobTable.sweepCanceled(c, batchId, from.get(), to);
                mover.ended(c, canceled, new Failure(ErrorCode.CANCELED, "Its batch was canceled."), batch.lockedAt);
                if (to >= batch.lastSeq()) {
                    batch.rowsSwept();
                    BatchTable.write(c, List.of(batch));
                    return false;
                }
                return true;
            });
            from.addAndGet(SWEEP_CHUNK);
        }
    }
}
