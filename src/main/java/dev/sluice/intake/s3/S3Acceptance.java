package dev.sluice.intake.s3;

import dev.sluice.intake.remote.Accepted;
import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.remote.RemoteDocument;
import dev.sluice.intake.source.SourceReport.Trouble;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts pages of objects: in one transaction the records and jobs of those that are new, and the cursor. The bean of
 * {@code accept-objects}.
 */
public class S3Acceptance {
    private static final Logger log = LoggerFactory.getLogger(S3Acceptance.class);

    private final TransactionTemplate transactions;
    private final S3Sources sources;
    private final RemoteAcceptance acceptance;
    private final RoundTable rounds;
    private final OriginalTable originals;
    private final Clock clock;

    S3Acceptance(
            DataSource dataSource,
            S3Sources sources,
            RemoteAcceptance acceptance,
            RoundTable rounds,
            OriginalTable originals,
            Clock clock) {
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.sources = sources;
        this.acceptance = acceptance;
        this.rounds = rounds;
        this.originals = originals;
        this.clock = clock;
    }

    /**
     * Accepts a page. If that is not possible now, the round ends and goes on here with the next poll, as
     * {@link S3Sources#statuses} says; throws nothing for it.
     */
    public void accept(FoundObjects page) {
        sources.find(page.sourceId()).ifPresent(source -> {
            try {
                accept(source, page);
                source.report().report(Trouble.ACCEPTANCE, null, clock.instant());
            } catch (RuntimeException e) {
                log.debug("A page of {} was not accepted", page.sourceId(), e);
                source.report()
                        .report(
                                Trouble.ACCEPTANCE,
                                "New objects cannot be written down now, and wait: %s."
                                        .formatted(e.getClass().getSimpleName()),
                                clock.instant());
            }
        });
    }

    private void accept(S3Source source, FoundObjects page) {
        try {
            transactions.executeWithoutResult(status -> write(source, page));
        } catch (DataIntegrityViolationException e) {
            log.warn(
                    "Source {}: one of {} objects is refused by the database.",
                    page.sourceId(),
                    page.documents().size(),
                    e);
            acceptEach(source, page);
        }
    }

    /** One of them cannot be written down: the others can, and the round goes on. */
    private void acceptEach(S3Source source, FoundObjects page) {
        List<String> refused = new ArrayList<>();
        for (RemoteDocument document : page.documents()) {
            try {
                transactions.executeWithoutResult(status -> take(source, List.of(document)));
            } catch (DataIntegrityViolationException e) {
                refused.add(document.key());
            }
        }
        transactions.executeWithoutResult(
                status -> write(source, new FoundObjects(page.sourceId(), List.of(), page.from(), page.to())));
        if (!refused.isEmpty()) {
            source.report()
                    .report(
                            Trouble.DOCUMENTS,
                            "%d objects cannot be written down, such as %s; the log says why."
                                    .formatted(refused.size(), refused.get(0)),
                            clock.instant());
        }
    }

    private void write(S3Source source, FoundObjects page) {
        boolean moves = !Objects.equals(page.from(), page.to());
        if (moves && !rounds.advance(source.settings, page.from(), page.to())) {
            source.overtaken(true); // another node, or an earlier life that is not quite over
            return;
        }
        take(source, page.documents());
    }

    private void take(S3Source source, List<RemoteDocument> documents) {
        Accepted accepted = acceptance.accept(source.settings.source(), documents);
        if (source.settings.cares() && !documents.isEmpty()) {
            originals.await(source.settings, documents);
            originals.awaitAgain(accepted.again());
        }
        source.report()
                .accepted(clock.instant(), accepted.added() + accepted.again().size());
    }
}
