package dev.sluice.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The repair command: counts the rows of open batches again and lets the rows win. It finds nothing unless something
 * outside of Sluice has changed tables, and says so when it does.
 */
public class Recheck {
    private static final Logger log = LoggerFactory.getLogger(Recheck.class);
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE latest) AS total,
                   count(*) FILTER (WHERE latest AND j.state = 'open' AND w.job_id IS NULL) AS pending,
                   count(*) FILTER (WHERE latest AND w.job_id IS NOT NULL) AS active,
                   count(*) FILTER (WHERE latest AND j.state = 'completed') AS completed,
                   count(*) FILTER (WHERE latest AND j.state = 'failed') AS failed,
                   count(*) FILTER (WHERE latest AND j.state = 'canceled') AS canceled,
                   max(seq) + 1 AS last_seq,
                   min(seq) FILTER (WHERE j.state = 'open' AND w.job_id IS NULL AND j.due_at IS NULL) AS next_seq
              FROM (SELECT job.*, NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = job.id) AS latest
                      FROM job WHERE batch_id = ?) j
              LEFT JOIN work w ON w.job_id = j.id
            """;

    // Open, in no queue and not due: somebody has removed its work row. It comes back by the way of the due ones.
    private static final String REQUEUE = """
            UPDATE job j SET due_at = sluice_now()
             WHERE batch_id %s AND state = 'open' AND due_at IS NULL AND (attempt > 0 OR batch_id IS NULL)
               AND NOT EXISTS (SELECT 1 FROM work w WHERE w.job_id = j.id)
            """;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Refill refill;
    private final EventWriter events;

    Recheck(Transactions transactions, JdbcClient jdbc, Refill refill, EventWriter events) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.refill = refill;
        this.events = events;
    }

    /**
     * Rechecks every batch that is not final.
     *
     * @return how many had to be corrected
     */
    public int openBatches() {
        transactions.run(WorkTable::removeOrphans);
        int singles = jdbc.sql(REQUEUE.formatted("IS NULL")).update();
        if (singles > 0) {
            log.warn("{} single run(s) were open but in no queue; they are again.", singles);
        }
        List<UUID> open = jdbc.sql("SELECT id FROM batch WHERE status IN ('receiving', 'processing') ORDER BY id")
                .query(UUID.class)
                .list();
        int corrected = 0;
        for (UUID id : open) {
            if (transactions.run(c -> recheck(c, id))) {
                corrected++;
            }
        }
        return corrected;
    }

    private boolean recheck(Connection connection, UUID id) throws SQLException {
        BatchRow batch = BatchTable.lock(connection, List.of(id)).get(id);
        if (batch == null || batch.status().isFinal()) {
            return false;
        }
        BatchCounts stored = batch.counts();
        int storedNext = batch.nextSeq();
        int requeued;
        try (PreparedStatement statement = connection.prepareStatement(REQUEUE.formatted("= ?"))) {
            statement.setObject(1, id);
            requeued = statement.executeUpdate();
        }
        BatchCounts rows;
        int last;
        int next;
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                rows = new BatchCounts(
                        row.getInt("total"),
                        row.getInt("pending"),
                        row.getInt("active"),
                        row.getInt("completed"),
                        row.getInt("failed"),
                        row.getInt("canceled"));
                Integer first = row.getObject("next_seq", Integer.class);
                last = Math.max(batch.lastSeq(), row.getInt("last_seq"));
                next = first == null ? last : first;
            }
        }
        boolean differs = !rows.equals(stored) || requeued > 0;
        if (differs) {
            log.warn("Batch {}: counters said {}, its rows say {}; corrected.", id, stored, rows);
        }
        batch.recounted(rows, last, next);
        int released = refill.fill(connection, batch);
        if (differs
                || released > 0
                || storedNext != batch.nextSeq()
                || batch.status() == BatchStatus.PROCESSING && rows.allFinal()) {
            BatchTable.write(connection, List.of(batch));
            events.moved(connection, List.of(batch));
        }
        return differs;
    }
}
