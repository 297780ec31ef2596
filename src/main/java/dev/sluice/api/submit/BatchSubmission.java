package dev.sluice.api.submit;

import dev.sluice.artifact.s3.S3Prefix;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.NewBatch;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.ApiDocuments;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a client's batch in charge: whoever has been told its id can rely on all of its documents. */
public class BatchSubmission {
    private static final int CHUNK = 5_000;

    private final BatchService batches;
    private final EngineChoice engines;
    private final ApiDocuments documents;
    private final ListingTable listings;
    private final TransactionTemplate transactions;

    BatchSubmission(
            DataSource dataSource,
            BatchService batches,
            EngineChoice engines,
            ApiDocuments documents,
            ListingTable listings) {
        this.batches = batches;
        this.engines = engines;
        this.documents = documents;
        this.listings = listings;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Writes batch, records and jobs down, in the caller's transaction or in one of its own. The batch is sealed, unless
     * some of its documents are still to be listed: then it grows until they are.
     *
     * @return the batch's id
     */
    public UUID accept(Submission submission) {
        UUID id = transactions.execute(status -> {
            UUID batchId = batches.open(new NewBatch(
                    submission.tenantId(),
                    null,
                    submission.operation(),
                    engines.engineFor(submission.operation(), submission.engine()),
                    submission.options(),
                    submission.externalRef(),
                    submission.workers(),
                    1,
                    null,
                    null,
                    submission.output()));
            List<ApiDocument> known = submission.documents().documents();
            for (int from = 0; from < known.size(); from += CHUNK) {
                documents.addToBatch(
                        submission.tenantId(),
                        batchId,
                        from,
                        known.subList(from, Math.min(known.size(), from + CHUNK)));
            }
            DocumentSet.Rest more = submission.documents().more();
            if (more == null) {
                batches.seal(batchId);
            } else {
                S3Prefix prefix = more.prefix();
                listings.insert(
                        submission.tenantId(),
                        batchId,
                        prefix.address().toString(),
                        prefix.connection(),
                        more.cursor(),
                        known.size());
            }
            return batchId;
        });
        return Objects.requireNonNull(id);
    }
}
