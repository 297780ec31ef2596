package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.artifact.s3.S3Page;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.source.SourceReport.Trouble;
import dev.sluice.intake.source.SourceTurns;
import java.time.Clock;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists a watched prefix: the bean at the head of every S3 source. */
public class S3Poll {
    private final S3Sources sources;
    private final RoundTable rounds;
    private final S3Listing listing;
    private final RemoteAcceptance acceptance;
    private final SourceTurns turns;
    private final DiskGuard disk;
    private final Clock clock;

    S3Poll(
            S3Sources sources,
            RoundTable rounds,
            S3Listing listing,
            RemoteAcceptance acceptance,
            SourceTurns turns,
            DiskGuard disk,
            Clock clock) {
        this.sources = sources;
        this.rounds = rounds;
        this.listing = listing;
        this.acceptance = acceptance;
        this.turns = turns;
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * Goes on with the round where it stands, to its end, and hands out page by page for {@link S3Acceptance}; a page is
     * listed when the one before has been accepted. Throws nothing for the store's sake: what is wrong stands in
     * {@link S3Sources#statuses}.
     *
     * @return empty also for an unknown source, and when it is not the turn of this node, see {@link SourceTurns}
     */
    public Iterator<FoundObjects> poll(String sourceId) {
        Optional<S3Source> source = sources.find(sourceId);
        return source.isPresent() && turns.take(source.get().settings.source())
                ? poll(source.get())
                : Collections.emptyIterator();
    }

    private Iterator<FoundObjects> poll(S3Source source) {
        if (!source.isPrepared()) {
            acceptance.prepare(source.settings.source());
            source.prepared();
        }
        source.overtaken(false);
        @Nullable String cursor = rounds.cursor(source.settings);
        try (Stream<S3Page> pages = listing.pages(source.settings.prefix(), cursor)) {
            return new ObjectPages(source, pages.iterator(), cursor, turns, disk, clock);
        } catch (SluiceException e) {
            source.report().report(Trouble.PLACE, e.failure().message(), clock.instant());
            return Collections.emptyIterator();
        }
    }
}
