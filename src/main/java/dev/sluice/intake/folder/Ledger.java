package dev.sluice.intake.folder;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.NewJob;
import dev.sluice.intake.document.IntakeRecord;
import dev.sluice.intake.source.SourceBatches;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes documents down: the intake record and its job in one transaction, the same version of a document only once. */
final class Ledger {
    private final TransactionTemplate transactions;
    private final FolderTable table;
    private final BatchService batches;
    private final SourceBatches sourceBatches;
    private final BatchReader reader;
    private final Ids ids;
    private final ExtrasTable extras;
    private final Clock clock;

    Ledger(
            DataSource dataSource,
            FolderTable table,
            BatchService batches,
            SourceBatches sourceBatches,
            BatchReader reader,
            Ids ids,
            ExtrasTable extras,
            Clock clock) {
        this.extras = extras;
        this.clock = clock;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.batches = batches;
        this.sourceBatches = sourceBatches;
        this.reader = reader;
        this.ids = ids;
    }

    /**
     * Before the first poll: tells the source's memo what was accepted in an earlier life, and seals a batch that was
     * begun under other settings.
     */
    void prepare(FolderSource source) {
        table.unsettled(source.settings)
                .forEach(known -> source.memo.accepted(known.key(), known.size(), known.modifiedAt(), null));
        sourceBatches.sealUnlike(source.settings.source());
        if (source.settings.batchSchedule() != null) {
            sourceBatches.sealLater(
                    source.settings.source(), source.settings.batchSchedule().next(clock.instant()));
        }
    }

    /** Accepts them all, or none if it throws. */
    void accept(FolderSettings settings, List<SecuredFile> files) {
        transactions.executeWithoutResult(status -> {
            // In one order everywhere: two nodes that accept the same files must not wait for each other.
            List<NewRecord> records = files.stream()
                    .map(file -> new NewRecord(ids.next(), ids.next(), file))
                    .sorted((a, b) ->
                            a.file().file().key().compareTo(b.file().file().key()))
                    .toList();
            Set<UUID> added = new HashSet<>(table.insert(settings, records));
            List<NewJob> jobs = new ArrayList<>();
            for (NewRecord record : records) {
                if (added.contains(record.id())) {
                    jobs.add(new NewJob(record.jobId(), record.id()));
                } else {
                    seenAgain(settings, record.file(), jobs);
                }
            }
            extras.describe(settings, files);
            sourceBatches.add(settings.batch(clock.instant()), jobs);
        });
    }

    /**
     * The same bytes under the same key as before.
     *
     * @return whether it is tried again in its old batch
     */
    boolean seenAgain(FolderSettings settings, SecuredFile file, List<NewJob> jobs) {
        IntakeRecord known = table.lock(settings, file.file().key(), file.version());
        Job job = latest(known);
        UUID latestJobId = job.id();
        boolean retried = false;
        if (known.isSettled()
                && job.operation() != settings.source().operation()
                && job.state().isFinal()) {
            // The operator wants something else done with it now.
            latestJobId = ids.next();
            jobs.add(new NewJob(latestJobId, known.id()));
        } else if (known.isSettled() && (job.state() == JobState.FAILED || job.state() == JobState.CANCELED)) {
            latestJobId = batches.retry(job.id());
            retried = true;
        }
        table.seenAgain(known.id(), latestJobId, settings, file);
        return retried;
    }

    /** The job that decides, also when it was retried by somebody else than us. */
    Job latest(IntakeRecord known) {
        UUID id = known.latestJobId();
        for (List<UUID> retry = table.retryOf(id); !retry.isEmpty(); retry = table.retryOf(id)) {
            id = retry.get(0);
        }
        UUID jobId = id;
        return reader.job(known.tenantId(), jobId)
                .orElseThrow(() -> new IllegalStateException(
                        "intake record " + known.id() + " names job " + jobId + ", which does not exist"));
    }
}
