package dev.sluice.intake.feed;

import dev.sluice.intake.remote.Accepted;
import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.remote.RemoteDocument;
import dev.sluice.intake.source.SourceReport.Trouble;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts entries of feeds: in one transaction the records and jobs of those that are new and, with the last of a feed,
 * what its server is asked with the next time. The bean of {@code accept-entries}.
 */
public class FeedAcceptance {
    private static final Logger log = LoggerFactory.getLogger(FeedAcceptance.class);

    private final TransactionTemplate transactions;
    private final FeedSources sources;
    private final RemoteAcceptance acceptance;
    private final FeedTable table;
    private final Clock clock;

    FeedAcceptance(
            DataSource dataSource, FeedSources sources, RemoteAcceptance acceptance, FeedTable table, Clock clock) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.sources = sources;
        this.acceptance = acceptance;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Accepts a handful. If that is not possible now, the round ends, and the feed is read again with the next poll, as
     * {@link FeedSources#statuses} says; throws nothing for it.
     */
    public void accept(FoundEntries found) {
        sources.find(found.sourceId()).ifPresent(source -> {
            try {
                acceptAll(source, found);
                source.report().report(Trouble.ACCEPTANCE, null, clock.instant());
            } catch (RuntimeException e) {
                log.debug("{} were not accepted", found, e);
                source.report()
                        .report(
                                Trouble.ACCEPTANCE,
                                "New entries cannot be written down now, and wait: %s."
                                        .formatted(e.getClass().getSimpleName()),
                                clock.instant());
            }
        });
    }

    private void acceptAll(FeedSource source, FoundEntries found) {
        try {
            transactions.executeWithoutResult(status -> write(source, found));
        } catch (DataIntegrityViolationException e) {
            log.warn("Source {}: one of {} is refused by the database.", found.sourceId(), found, e);
            acceptEach(source, found);
        }
    }

    /** One of them cannot be written down: the others can, and the round goes on. */
    private void acceptEach(FeedSource source, FoundEntries found) {
        List<String> refused = new ArrayList<>();
        for (RemoteDocument document : found.documents()) {
            try {
                transactions.executeWithoutResult(status -> take(source, List.of(document)));
            } catch (DataIntegrityViolationException e) {
                refused.add("The entry \"%s\" cannot be written down; the log says why.".formatted(document.key()));
            }
        }
        source.passOver(refused, refused.size());
        transactions.executeWithoutResult(status ->
                write(source, new FoundEntries(found.sourceId(), found.round(), found.url(), List.of(), found.read())));
    }

    private void write(FeedSource source, FoundEntries found) {
        take(source, found.documents());
        if (found.read() != null) {
            table.read(source.settings, found, found.read());
        }
    }

    private void take(FeedSource source, List<RemoteDocument> documents) {
        Accepted accepted = acceptance.accept(source.settings.source(), documents);
        source.report().accepted(clock.instant(), accepted.added());
    }
}
