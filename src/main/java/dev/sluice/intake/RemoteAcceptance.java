package dev.sluice.intake;

import dev.sluice.batch.Ids;
import dev.sluice.batch.NewJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Accepts documents that lie elsewhere from the sources that found them: from here on they are never lost. */
public class RemoteAcceptance {
    private final TransactionTemplate transactions;
    private final DocumentTable table;
    private final SourceBatches batches;
    private final Ids ids;

    RemoteAcceptance(DataSource dataSource, DocumentTable table, SourceBatches batches, Ids ids) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.batches = batches;
        this.ids = ids;
    }

    /** Before the first poll: seals batches that were begun under other settings. */
    public void prepare(SourceSettings source) {
        batches.sealUnlike(source);
    }

    /**
     * Writes those down whose key and version are new at their source, each with its job in the source's batch; all or
     * none, in the caller's transaction (with which its cursor moves) or in one of its own.
     *
     * @return how many were new
     */
    public int accept(SourceSettings source, List<RemoteDocument> documents) {
        Integer accepted = transactions.execute(status -> {
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
        });
        return accepted == null ? 0 : accepted;
    }

    private NewDocument record(SourceSettings source, RemoteDocument document) {
        return new NewDocument(
                ids.next(),
                ids.next(),
                source.tenantId(),
                source.sourceId(),
                document.key(),
                document.version(),
                DocumentNames.harmless(document.name()).orElse(DocumentNames.NAMELESS),
                null,
                document.locator(),
                document.size(),
                null,
                null,
                source.output().toString(),
                document.modifiedAt());
    }
}
