package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each queue has been served, in rank. A batch that was idle continues from here and not from where it
 * stopped, so that it neither waits behind a backfill nor overtakes everybody for what it did not use (start-time
 * fair queueing, Goyal et al. 1996).
 */
final class VirtualTime {
    private final Map<EngineQueue, Long> served = new ConcurrentHashMap<>();

    /** Where the queue stands; for a node that has not claimed from it yet, what the rows say. */
    long of(Connection connection, EngineQueue queue) throws SQLException {
        Long known = served.get(queue);
        return known != null ? known : WorkTable.virtualTime(connection, queue);
    }

    /** A job of this rank has been claimed. */
    void advance(EngineQueue queue, long rank) {
        served.merge(queue, rank, Math::max);
    }
}
