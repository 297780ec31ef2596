package dev.sluice.intake.record;

import dev.sluice.batch.BatchService;
import dev.sluice.batch.JobState;
import dev.sluice.batch.RetryChoice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries documents of sources again, or puts them aside. A document is tried again by a new job in its batch, on the bytes
 * that were accepted; when that job ends its original moves to where it belongs then, with a new receipt.
 */
public class RecordRetry {
    private static final Set<RecordState> RETRYABLE =
            EnumSet.of(RecordState.FAILED, RecordState.CANCELED, RecordState.DEAD);
    private static final Set<JobState> FINAL = EnumSet.of(JobState.FAILED, JobState.CANCELED);
    private static final int CHUNK = 500;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final TransactionTemplate transactions;
    private final RecordTable table;
    private final SourceRecords records;
    private final BatchService batches;
    private final Clock clock;

    RecordRetry(DataSource dataSource, RecordTable table, SourceRecords records, BatchService batches, Clock clock) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.records = records;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param retried documents that are tried again
     * @param skipped documents that were named and are not: unknown, or neither failed nor canceled
     * @param more whether there are others, for which to ask again: they were too many for one request
     */
    public record Answer(int retried, int skipped, boolean more) {}

    /**
     * Tries one document again.
     *
     * @return false if it is neither failed, canceled nor put aside, or not the source's
     */
    public boolean retry(String tenantId, String sourceId, UUID id) {
        return retried(tenantId, sourceId, List.of(id)) == 1;
    }

    /** Tries documents again that are named. Repeated, it changes nothing. */
    public Answer retry(String tenantId, String sourceId, Collection<UUID> ids) {
        int retried = 0;
        List<UUID> named = ids.stream().distinct().toList();
        for (int from = 0; from < named.size(); from += CHUNK) {
            retried += retried(tenantId, sourceId, named.subList(from, Math.min(named.size(), from + CHUNK)));
        }
        return new Answer(retried, named.size() - retried, false);
    }

    /**
     * Tries all documents again that are as asked, in bounded steps, each a transaction of its own, for some seconds.
     *
     * @param filter names a state that can be tried again: failed, canceled or dead; or a code
     */
    public Answer retryAll(String tenantId, String sourceId, RecordFilter filter) {
        Instant until = clock.instant().plus(LONGEST);
        int retried = 0;
        UUID cursor = null;
        do {
            // The new jobs stand before the cursor, in the same batch: none is tried twice by one request.
            SourceRecords.Page page = records.page(tenantId, sourceId, filter, cursor, CHUNK);
            retried += retried(
                    tenantId,
                    sourceId,
                    page.records().stream().map(SourceRecord::id).toList());
            cursor = page.next();
        } while (cursor != null && clock.instant().isBefore(until));
        return new Answer(retried, 0, cursor != null);
    }

    private int retried(String tenantId, String sourceId, List<UUID> ids) {
        Map<UUID, List<UUID>> byBatch = new TreeMap<>();
        for (SourceRecord record : records.find(tenantId, sourceId, ids)) {
            UUID batchId = record.job().batchId();
            if (batchId != null) {
                byBatch.computeIfAbsent(batchId, id -> new ArrayList<>()).add(record.id());
            }
        }
        int retried = 0;
        for (Map.Entry<UUID, List<UUID>> batch : byBatch.entrySet()) {
            // One batch at a time: whoever records outcomes locks batches, too.
            Integer count =
                    transactions.execute(status -> retryIn(batch.getKey(), tenantId, sourceId, batch.getValue()));
            retried += count == null ? 0 : count;
        }
        return retried;
    }

    private int retryIn(UUID batchId, String tenantId, String sourceId, List<UUID> ids) {
        table.lock(tenantId, sourceId, ids);
        Set<UUID> jobs = new HashSet<>();
        List<UUID> chosen = new ArrayList<>();
        for (SourceRecord record : records.find(tenantId, sourceId, ids)) {
            if (RETRYABLE.contains(record.state())
                    && batchId.equals(record.job().batchId())) {
                jobs.add(record.job().id());
                chosen.add(record.id());
            }
        }
        if (jobs.isEmpty()) {
            return 0;
        }
        table.unearth(chosen);
        return batches.retry(batchId, new RetryChoice(FINAL, jobs, null, null)).size();
    }

    /**
     * Puts a failed document aside: it no longer counts as failed. One that is put aside already gets the new reason.
     *
     * @return the document; empty if the source has none of this id
     * @throws IllegalStateException if it has not failed
     */
    public Optional<SourceRecord> bury(String tenantId, String sourceId, UUID id, String reason) {
        transactions.executeWithoutResult(status -> {
            table.lock(tenantId, sourceId, List.of(id));
            records.find(tenantId, sourceId, id).ifPresent(record -> {
                if (record.state() != RecordState.FAILED && record.state() != RecordState.DEAD) {
                    throw new IllegalStateException(
                            "the document is " + record.state().word() + "; only a failed one is put aside");
                }
                table.bury(id, record.job().id(), reason);
            });
        });
        return records.find(tenantId, sourceId, id);
    }
}
