package dev.sluice.intake.folder;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Job;
import dev.sluice.intake.document.IntakeRecord;
import dev.sluice.intake.document.IntakeRecord.Original;
import dev.sluice.intake.source.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles a handful of documents in two transactions: the first writes down where each original is to go, the second
 * moves them, holding their rows, and writes down what became of them. Dying anywhere costs only a repetition.
 */
final class GroupSettler {
    private final TransactionTemplate transactions;
    private final SettleTable table;
    private final Ledger ledger;
    private final BatchReader reader;
    private final Settlement settlement;
    private final MoveSteps steps;
    private final FolderSources sources;
    private final IntakeSettings settings;
    private final Clock clock;
    /** Originals that could not be moved, and until when they are left alone. */
    private final Map<UUID, Instant> leftAlone = new HashMap<>();

    GroupSettler(
            DataSource dataSource,
            SettleTable table,
            Ledger ledger,
            BatchReader reader,
            Settlement settlement,
            MoveSteps steps,
            FolderSources sources,
            IntakeSettings settings,
            Clock clock) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.ledger = ledger;
        this.reader = reader;
        this.settlement = settlement;
        this.steps = steps;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
    }

    void settle(Collection<UUID> ids) {
        Instant now = clock.instant();
        leftAlone.values().removeIf(until -> !until.isAfter(now));
        List<UUID> due =
                ids.stream().filter(id -> !leftAlone.containsKey(id)).distinct().toList();
        if (due.isEmpty()) {
            return;
        }
        Map<IntakeRecord, Original> settled = new LinkedHashMap<>();
        transactions.executeWithoutResult(status -> plan(due, settled));
        transactions.executeWithoutResult(status -> move(due, settled));
        settled.forEach((document, original) -> sources.find(document.sourceId())
                .ifPresent(source -> {
                    // Whatever appears under that key from here on is another drop.
                    source.memo.forget(document.key());
                    source.moved(document.id(), now);
                }));
    }

    private void plan(List<UUID> ids, Map<IntakeRecord, Original> settled) {
        List<IntakeRecord> documents = table.lock(SourceSettings.TENANT, ids);
        Map<UUID, Job> jobs = latestJobs(documents);
        Set<UUID> replaced = replaced(documents);
        Set<String> taken = new HashSet<>();
        for (IntakeRecord document : documents) {
            Job job = jobs.get(document.id());
            boolean isNews = !document.isSettled() || (job != null && !job.id().equals(document.latestJobId()));
            if (document.original() == Original.MOVING
                    || job == null
                    || !job.state().isFinal()
                    || !isNews) {
                continue;
            }
            attempt(document, () -> {
                Optional<String> target = settlement.target(document, job, taken, replaced.contains(document.id()));
                if (target.isPresent()) {
                    taken.add(target.get());
                    table.plan(document.id(), job.id(), target.get());
                } else {
                    table.gone(document.id(), job.id());
                    settled.put(document, Original.GONE);
                }
            });
        }
    }

    private void move(List<UUID> ids, Map<IntakeRecord, Original> settled) {
        List<IntakeRecord> documents = table.lock(SourceSettings.TENANT, ids).stream()
                .filter(document -> document.original() == Original.MOVING)
                .toList();
        Map<UUID, List<String>> results =
                table.results(documents.stream().map(IntakeRecord::id).toList());
        Map<UUID, Job> jobs = jobs(documents);
        Set<UUID> replaced = replaced(documents);
        Set<Path> touched = new HashSet<>();
        Map<IntakeRecord, Original> moved = new LinkedHashMap<>();
        for (IntakeRecord document : documents) {
            Job job = jobs.get(document.latestJobId());
            if (job != null) {
                attempt(
                        document,
                        () -> moved.put(
                                document,
                                settlement.settle(
                                        document,
                                        job,
                                        results.getOrDefault(document.id(), List.of()),
                                        touched,
                                        replaced.contains(document.id()))));
            }
        }
        for (Path directory : touched) {
            try {
                steps.sync(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // nothing is written down; all of it is looked at again
            }
        }
        moved.forEach(table::settled);
        settled.putAll(moved);
    }

    private Set<UUID> replaced(List<IntakeRecord> documents) {
        return table.replaced(documents.stream().map(IntakeRecord::id).toList());
    }

    private Map<UUID, Job> jobs(List<IntakeRecord> documents) {
        return reader
                .jobs(
                        SourceSettings.TENANT,
                        documents.stream().map(IntakeRecord::latestJobId).toList())
                .stream()
                .collect(Collectors.toMap(Job::id, job -> job));
    }

    /** The job that decides about each document, by the document's id. */
    private Map<UUID, Job> latestJobs(List<IntakeRecord> documents) {
        Map<UUID, Job> jobs = jobs(documents);
        Set<UUID> retried = table.retried(jobs.keySet());
        Map<UUID, Job> latest = new HashMap<>();
        for (IntakeRecord document : documents) {
            Job job = retried.contains(document.latestJobId())
                    ? ledger.latest(document)
                    : jobs.get(document.latestJobId());
            if (job != null) {
                latest.put(document.id(), job);
            }
        }
        return latest;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** One original that cannot be moved keeps none of the others from it. */
    private void attempt(IntakeRecord document, Step step) {
        try {
            step.run();
        } catch (IOException | InvalidPathException e) {
            Instant now = clock.instant();
            leftAlone.put(document.id(), now.plus(settings.retryDelay()));
            String why = e instanceof IOException io ? FolderPoll.reason(io) : String.valueOf(e.getMessage());
            sources.find(document.sourceId())
                    .ifPresent(source -> source.notMoved(document.id(), document.key() + " (" + why + ")", now));
        }
    }
}
