package dev.sluice.intake.remote;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.NewJob;
import dev.sluice.intake.document.DocumentNames;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.NewDocument;
import dev.sluice.intake.source.SourceBatches;
import dev.sluice.intake.source.SourceSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Accepts documents that lie elsewhere from the sources that found them: from here on they are never lost. */
public class RemoteAcceptance {
    private final TransactionTemplate transactions;
    private final DocumentTable table;
    private final KnownDocuments known;
    private final SourceBatches batches;
    private final BatchService service;
    private final BatchReader reader;
    private final Ids ids;

    RemoteAcceptance(
            DataSource dataSource,
            DocumentTable table,
            KnownDocuments known,
            SourceBatches batches,
            BatchService service,
            BatchReader reader,
            Ids ids) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.known = known;
        this.batches = batches;
        this.service = service;
        this.reader = reader;
        this.ids = ids;
    }

    /** Before the first poll: seals batches that were begun under other settings. */
    public void prepare(SourceSettings source) {
        batches.sealUnlike(source);
    }

    /**
     * Writes those down whose key and version are new at their source, each with its job in the source's batch; all or
     * none, in the caller's transaction (with which its cursor moves) or in one of its own. What is known costs one
     * look-up for all.
     */
    public Accepted accept(SourceSettings source, List<RemoteDocument> documents) {
        return Objects.requireNonNull(transactions.execute(status -> {
            KnownDocuments.News news = known.news(source, documents);
            news.again().stream().sorted().forEach(id -> dropAgain(source, id));
            known.seenAgain(news.again(), news.times());
            return new Accepted(add(source, news.unknown()), news.again());
        }));
    }

    /** Those of the documents that the source does not know, for a look ahead that changes nothing. */
    public List<RemoteDocument> unknown(SourceSettings source, List<RemoteDocument> documents) {
        return known.news(source, documents).unknown();
    }

    private int add(SourceSettings source, List<RemoteDocument> documents) {
        if (documents.isEmpty()) {
            return 0;
        }
        List<NewDocument> records = documents.stream()
                .map(document -> record(source, document))
                // In one order everywhere: two nodes that accept the same must not wait for each other.
                .sorted((a, b) -> (a.key() + a.version()).compareTo(b.key() + b.version()))
                .toList();
        Set<UUID> added = new HashSet<>(table.insert(records));
        List<NewJob> jobs = new ArrayList<>();
        for (NewDocument record : records) {
            if (added.contains(record.id())) {
                jobs.add(new NewJob(record.jobId(), record.id()));
            }
        }
        batches.add(source, jobs);
        return jobs.size();
    }

    /** The same bytes were put there once more: of a failed document that is a wish to try it again. */
    private void dropAgain(SourceSettings source, UUID id) {
        UUID latest = known.lockLatestJob(id);
        Job job = reader.job(source.tenantId(), latest).orElseThrow();
        if (job.state() == JobState.FAILED || job.state() == JobState.CANCELED) {
            known.latestJob(id, service.retry(latest));
        }
    }

    private NewDocument record(SourceSettings source, RemoteDocument document) {
        return new NewDocument(
                ids.next(),
                ids.next(),
                source.tenantId(),
                source.sourceId(),
                document.key(),
                document.version(),
                DocumentNames.harmless(document.name())
                        .or(() -> DocumentNames.ofAddress(document.locator()))
                        .orElse(DocumentNames.NAMELESS),
                null,
                document.locator(),
                document.size(),
                null,
                null,
                source.output().toString(),
                document.path() == null ? null : DocumentNames.harmlessPath(document.path()),
                document.modifiedAt());
    }
}
