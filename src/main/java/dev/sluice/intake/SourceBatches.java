package dev.sluice.intake;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.NewJob;
import java.util.List;
import java.util.UUID;

/** Puts the documents of sources into their batches. */
final class SourceBatches {
    private final IntakeTable table;
    private final BatchService batches;
    private final BatchReader reader;

    SourceBatches(IntakeTable table, BatchService batches, BatchReader reader) {
        this.table = table;
        this.batches = batches;
        this.reader = reader;
    }

    /** Seals batches that were begun under other settings than the source has now. */
    void sealUnlike(SourceSettings settings) {
        table.receivingUnlike(settings).forEach(batches::seal);
    }

    /** Adds them; no batch becomes larger than the source wants. Joins the caller's transaction. */
    void add(SourceSettings settings, List<NewJob> jobs) {
        int next = 0;
        while (next < jobs.size()) {
            UUID batchId = batches.addToBatchOf(settings.batch(), jobs.subList(next, next + 1));
            next++;
            int total = reader.batch(settings.tenantId(), batchId)
                    .orElseThrow()
                    .counts()
                    .total();
            int more = Math.min(settings.batchMaxSize() - total, jobs.size() - next);
            if (more > 0) {
                batches.addToBatchOf(settings.batch(), jobs.subList(next, next + more));
                next += more;
            }
        }
    }
}
