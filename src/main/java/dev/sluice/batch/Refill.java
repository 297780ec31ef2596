package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Fills a batch's window, under its lock: jobs that are due for a retry first, then from {@code next_seq}. Every mover
 * that frees a slot or adds a job ends with it.
 */
final class Refill {
    /** Distance in rank between two jobs of a batch of weight 1. */
    private static final long STEP = 1_000;

    private final VirtualTime virtualTime;

    Refill(VirtualTime virtualTime) {
        this.virtualTime = virtualTime;
    }

    /** Releases as many jobs as the window has room for; returns how many. */
    int fill(Connection connection, BatchRow batch) throws SQLException {
        int free = batch.free();
        if (free <= 0) {
            return 0;
        }
        long step = Math.max(1, STEP / batch.weight);
        EngineQueue queue = new EngineQueue(batch.operation, batch.engine, Lane.BATCH);
        long rank = Math.max(batch.rank(), virtualTime.of(connection, queue));
        int released = WorkTable.releaseDue(connection, batch.id, free, rank, step);
        rank += released * step;
        batch.released(released, batch.nextSeq(), rank);
        // A range of sequence numbers may hold jobs that were canceled one by one, so what was really released counts,
        // and the loop goes on: a window that stays empty over a hole would never be filled again.
        while (released < free && batch.nextSeq() < batch.lastSeq()) {
            int from = batch.nextSeq();
            int to = Math.min(batch.lastSeq(), from + free - released);
            int fresh = WorkTable.releaseNew(connection, batch.id, from, to, rank, step);
            rank += (long) (to - from) * step;
            released += fresh;
            // A hole may be as wide as the batch: the next job behind it is looked up, not searched for step by step.
            int next = fresh == to - from ? to : JobTable.firstUnstarted(connection, batch.id, to, batch.lastSeq());
            batch.released(fresh, next, rank);
        }
        return released;
    }
}
