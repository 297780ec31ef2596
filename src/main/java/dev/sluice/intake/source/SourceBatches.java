package dev.sluice.intake.source;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Puts the documents of sources into their batches. */
public final class SourceBatches {
    private final SourceBatchTable table;
    private final BatchService batches;
    private final BatchReader reader;

    SourceBatches(SourceBatchTable table, BatchService batches, BatchReader reader) {
        this.table = table;
        this.batches = batches;
        this.reader = reader;
    }

    /** Seals batches that were begun under other settings than the source has now. */
    public void sealUnlike(SourceSettings settings) {
        table.receivingUnlike(settings).forEach(batches::seal);
    }

    /** Adds them; no batch becomes larger than the source wants. Joins the caller's transaction. */
    public void add(SourceSettings settings, List<NewJob> jobs) {
        add(settings.batch(), jobs);
    }

    /**
     * Adds them to the batch of a source that takes documents.
     *
     * @param batch what a batch is like if one must be opened; its largest size holds for the open one too
     */
    public void add(NewBatch batch, List<NewJob> jobs) {
        int next = 0;
        while (next < jobs.size()) {
            UUID batchId = batches.addToBatchOf(batch, jobs.subList(next, next + 1));
            next++;
            int total = reader.batch(batch.tenantId(), batchId)
                    .orElseThrow()
                    .counts()
                    .total();
            int most = batch.maxSize() == null ? Integer.MAX_VALUE : batch.maxSize();
            int more = Math.min(most - total, jobs.size() - next);
            if (more > 0) {
                batches.addToBatchOf(batch, jobs.subList(next, next + more));
                next += more;
            }
        }
    }

    /**
     * Makes a sealed batch of exactly these. What the source had open is sealed before. Joins the caller's transaction.
     *
     * @throws IllegalStateException if another node opens a batch of the source at the same time
     */
    public UUID sealed(NewBatch batch, List<NewJob> jobs) {
        table.receiving(batch.tenantId(), Objects.requireNonNull(batch.sourceId()))
                .forEach(batches::seal);
        UUID batchId = batches.open(batch);
        batches.add(batchId, jobs);
        batches.seal(batchId);
        return batchId;
    }

    /** Seals what is open for longer than the next time of the source's schedule: it had another one. */
    public void sealLater(SourceSettings settings, Instant next) {
        table.receivingAfter(settings, next).forEach(batches::seal);
    }
}
