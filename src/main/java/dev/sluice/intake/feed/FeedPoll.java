package dev.sluice.intake.feed;

import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.source.SourceTurns;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** Reads a watched feed: the bean at the head of every feed source. */
public class FeedPoll {
    private final FeedSources sources;
    private final FeedTable table;
    private final FeedFetcher fetcher;
    private final FeedSettings settings;
    private final RemoteAcceptance acceptance;
    private final SourceTurns turns;
    private final DiskGuard disk;
    private final Clock clock;

    FeedPoll(
            FeedSources sources,
            FeedTable table,
            FeedFetcher fetcher,
            FeedSettings settings,
            RemoteAcceptance acceptance,
            SourceTurns turns,
            DiskGuard disk,
            Clock clock) {
        this.sources = sources;
        this.table = table;
        this.fetcher = fetcher;
        this.settings = settings;
        this.acceptance = acceptance;
        this.turns = turns;
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * Reads the feed and those it names, where they have changed, and hands out their entries in handfuls for
     * {@link FeedAcceptance}; goes on with a round that another life has begun. Throws nothing for the feed's sake: what is
     * wrong stands in {@link FeedSources#statuses}.
     *
     * @return empty also for an unknown source, when it is not the turn of this node (see {@link SourceTurns}), and as long
     *     as a feed that has failed is left alone
     */
    public Iterator<FoundEntries> poll(String sourceId) {
        Optional<FeedSource> source = sources.find(sourceId);
        return source.isPresent() && turns.take(source.get().settings.source())
                ? poll(source.get())
                : Collections.emptyIterator();
    }

    private Iterator<FoundEntries> poll(FeedSource source) {
        if (!source.isPrepared()) {
            acceptance.prepare(source.settings.source());
            source.prepared();
        }
        Instant now = clock.instant();
        boolean changed = table.root(source.settings);
        Optional<FeedTable.Round> last = table.round(source.settings);
        if (!changed && last.isPresent() && now.isBefore(last.get().nextAt())) {
            return Collections.emptyIterator();
        }
        source.takePassedOver(); // of a round that did not come to its end
        int failures = last.map(FeedTable.Round::failures).orElse(0);
        long number = last.map(round -> round.open() ? round.number() : round.number() + 1)
                .orElse(1L);
        if (last.isEmpty() || !last.get().open()) {
            table.open(source.settings, number, now);
        }
        return new FeedRound(source, table, fetcher, settings, turns, disk, clock, number, changed ? 0 : failures);
    }
}
