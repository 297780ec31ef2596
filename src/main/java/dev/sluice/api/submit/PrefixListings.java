package dev.sluice.api.submit;

import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Prefix;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.BatchStatus;
import dev.sluice.batch.ErrorKind;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.ApiDocuments;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists prefixes on that were too long for the call that named them. The cursor moves in the transaction that adds a
 * page's documents, so that a crash neither loses nor doubles one.
 */
public class PrefixListings {
    private static final Logger log = LoggerFactory.getLogger(PrefixListings.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_PAGES = 50;

    private final PrefixDocuments prefixes;
    private final ListingTable table;
    private final ApiDocuments documents;
    private final BatchService batches;
    private final BatchReader reader;
    private final ListingSettings settings;
    private final TransactionTemplate transactions;

    PrefixListings(
            DataSource dataSource,
            PrefixDocuments prefixes,
            ListingTable table,
            ApiDocuments documents,
            BatchService batches,
            BatchReader reader,
            ListingSettings settings) {
        this.prefixes = prefixes;
        this.table = table;
        this.documents = documents;
        this.batches = batches;
        this.reader = reader;
        this.settings = settings;
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Some pages of whatever is due: for a route that calls it every second. */
    public void proceed() {
        for (int page = 0; page < MOST_PAGES; page++) {
            Optional<ListingTable.Due> due = table.take(LEASE);
            if (due.isEmpty()) {
                return;
            }
            try {
                list(due.get());
            } catch (SluiceException e) {
                fail(due.get(), e);
            }
        }
    }

    private void list(ListingTable.Due due) {
        S3Prefix prefix = new S3Prefix(S3Address.parse(due.prefix()), due.connection());
        DocumentSet found = prefixes.next(new DocumentSet.Rest(prefix, due.cursor()));
        transactions.executeWithoutResult(status -> {
            DocumentSet.Rest more = found.more();
            String cursor = more == null ? due.cursor() : more.cursor();
            if (!table.advance(due, cursor, found.documents().size())) {
                return;
            }
            boolean open = reader.batch(due.tenantId(), due.batchId())
                    .filter(batch -> batch.status() == BatchStatus.RECEIVING)
                    .isPresent();
            if (!open) { // canceled meanwhile
                table.remove(due.batchId());
                return;
            }
            documents.addToBatch(due.tenantId(), due.batchId(), due.nextOrdinal(), found.documents());
            if (more == null) {
                batches.seal(due.batchId());
                table.remove(due.batchId());
            }
        });
    }

    private void fail(ListingTable.Due due, SluiceException failure) {
        boolean passes = failure.failure().code().kind() == ErrorKind.TRANSIENT;
        if (passes && due.failures() + 1 < settings.retries()) {
            Duration wait = Duration.ofSeconds(1L << Math.min(6, due.failures()));
            table.failed(due, wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
            return;
        }
        log.warn("Batch {} cannot run: {}", due.batchId(), failure.getMessage());
        transactions.executeWithoutResult(status -> {
            table.remove(due.batchId());
            batches.fail(due.batchId(), failure.failure());
        });
    }
}
