package dev.sluice.intake;

import dev.sluice.artifact.StoredContent;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.DocumentNames;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.Locator;
import dev.sluice.intake.document.NewDocument;
import dev.sluice.security.egress.EgressClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down documents that clients hand in: their intake records and jobs. Their source is {@code api:<id of the batch
 * or run>} and their key the ordinal, so that none is ever taken for another, not even the same one handed in twice.
 */
public class ApiDocuments {
    private final TransactionTemplate transactions;
    private final DocumentTable table;
    private final BatchService batches;
    private final EgressClient egress;
    private final Ids ids;

    ApiDocuments(DataSource dataSource, DocumentTable table, BatchService batches, EgressClient egress, Ids ids) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.table = table;
        this.batches = batches;
        this.egress = egress;
        this.ids = ids;
    }

    /**
     * Judges a URL that a client gives, before anything is written down: its form, and the addresses its name has now.
     * It is judged again when it is fetched.
     *
     * @return the URL as it is to be used from here on
     * @throws SluiceException {@code URL_NOT_ALLOWED}
     */
    public String requireFetchable(String url) {
        return egress.requireAllowed(url);
    }

    /**
     * Writes documents down. The caller hands the jobs to {@link BatchService} in the same transaction, or calls
     * {@link #addToBatch}.
     *
     * @param runId the batch, or whatever else the documents belong to
     * @param firstOrdinal key of the first of them, 0 for the first documents of a run
     * @return their jobs, in the same order; {@link NewJob#intakeId} is the document's id
     * @throws SluiceException {@code URL_NOT_ALLOWED} for a locator whose URL can be none, whatever its name's addresses
     * @throws IllegalStateException if one of the ordinals is taken
     */
    public List<NewJob> register(String tenantId, UUID runId, int firstOrdinal, List<ApiDocument> documents) {
        List<NewDocument> records = new ArrayList<>();
        for (ApiDocument document : documents) {
            records.add(record(tenantId, "api:" + runId, Integer.toString(firstOrdinal + records.size()), document));
        }
        if (table.insert(records).size() != records.size()) {
            throw new IllegalStateException("run " + runId + " has a document " + firstOrdinal + " or later already");
        }
        return records.stream()
                .map(record -> new NewJob(record.jobId(), record.id()))
                .toList();
    }

    /**
     * Writes documents down and adds their jobs to a batch, all or none.
     *
     * @return as {@link #register}
     * @throws IllegalStateException also if the batch takes no more documents
     */
    public List<NewJob> addToBatch(String tenantId, UUID batchId, int firstOrdinal, List<ApiDocument> documents) {
        return transactions.execute(status -> {
            List<NewJob> jobs = register(tenantId, batchId, firstOrdinal, documents);
            batches.add(batchId, jobs);
            return jobs;
        });
    }

    private NewDocument record(String tenantId, String sourceId, String key, ApiDocument document) {
        Locator locator = canonical(document.locator());
        StoredContent content = document.content();
        return new NewDocument(
                ids.next(),
                ids.next(),
                tenantId,
                sourceId,
                key,
                content == null ? "fetched" : content.sha256(),
                name(document.name(), locator),
                content,
                locator,
                content == null ? 0 : content.size(),
                text(document.mediaType()),
                text(document.externalRef()),
                null,
                null,
                null);
    }

    private static @Nullable Locator canonical(@Nullable Locator locator) {
        return locator == null || locator.kind() != Locator.Kind.URL
                ? locator
                : Locator.url(EgressClient.canonical(locator.address()), locator.etag());
    }

    private static String name(@Nullable String given, @Nullable Locator locator) {
        if (given != null) {
            String harmless = DocumentNames.harmless(given).orElse(null);
            if (harmless != null) {
                return harmless;
            }
        }
        return locator == null
                ? DocumentNames.NAMELESS
                : DocumentNames.ofAddress(locator).orElse(DocumentNames.NAMELESS);
    }

    /** PostgreSQL's text has no NUL. */
    private static @Nullable String text(@Nullable String given) {
        return given == null ? null : given.replace('\0', ' ');
    }
}
