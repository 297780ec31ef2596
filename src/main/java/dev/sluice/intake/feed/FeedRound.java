package dev.sluice.intake.feed;

import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.remote.RemoteDocument;
import dev.sluice.intake.source.SourceReport.Trouble;
import dev.sluice.intake.source.SourceTurns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One round: the source's own feed, then those it names, each fetched when the one before has been accepted. Ends early,
 * leaving the rest to a later poll, when the source is stopped, the disk is full or entries cannot be accepted.
 */
final class FeedRound implements Iterator<FoundEntries> {
    private static final int HANDFUL = 1_000;

    private final FeedSource source;
    private final FeedTable table;
    private final FeedFetcher fetcher;
    private final FeedSettings settings;
    private final SourceTurns turns;
    private final DiskGuard disk;
    private final Clock clock;
    private final long number;
    private final int failures;

    private @Nullable FoundEntries ready;
    private @Nullable FeedPlace place;
    private @Nullable FetchedFeed fetched;
    private List<RemoteDocument> left = List.of();
    private boolean begun;
    private boolean over;
    private boolean anyRead;

    /**
     * @param number of the round
     * @param failures rounds in a row before it whose feed could not be read
     */
    FeedRound(
            FeedSource source,
            FeedTable table,
            FeedFetcher fetcher,
            FeedSettings settings,
            SourceTurns turns,
            DiskGuard disk,
            Clock clock,
            long number,
            int failures) {
        this.source = source;
        this.table = table;
        this.fetcher = fetcher;
        this.settings = settings;
        this.turns = turns;
        this.disk = disk;
        this.clock = clock;
        this.number = number;
        this.failures = failures;
    }

    @Override
    public boolean hasNext() {
        if (ready == null && goesOn()) {
            ready = fetched == null ? look() : handful();
        }
        return ready != null;
    }

    @Override
    public FoundEntries next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException();
        }
        FoundEntries handful = ready;
        ready = null;
        begun = true;
        return handful;
    }

    private boolean goesOn() {
        boolean refused = begun && (source.report().has(Trouble.ACCEPTANCE) || !turns.keep(source.settings.source()));
        if (over || refused || source.isStopped()) {
            return false;
        }
        Optional<String> refusal = disk.refusal();
        source.report().report(Trouble.SPACE, refusal.orElse(null), clock.instant());
        return refusal.isEmpty();
    }

    /** The first handful of the next feed that has changed; null when the round is over. */
    private @Nullable FoundEntries look() {
        while (!source.isStopped()) {
            Optional<FeedPlace> next = table.next(source.settings, number);
            if (next.isEmpty()) {
                end(0, Duration.ZERO);
                return null;
            }
            FeedPlace feed = next.get();
            try {
                FetchedFeed answer = fetcher.fetch(source.settings, feed.url(), feed.etag(), feed.lastModified());
                if (feed.depth() == 0) {
                    source.report().report(Trouble.PLACE, null, clock.instant());
                }
                if (answer.feed() != null) {
                    return begin(feed, answer, answer.feed());
                }
                table.visited(source.settings, feed.url(), number);
            } catch (FeedProblem e) {
                table.visited(source.settings, feed.url(), number);
                if (feed.depth() == 0) {
                    source.report().report(Trouble.PLACE, e.sentence(), clock.instant());
                    Duration asked = e.retryAfter();
                    end(failures + 1, asked == null ? Duration.ZERO : asked);
                    return null;
                }
                source.passOver(List.of(e.sentence()), 1);
                anyRead = true;
            }
        }
        return null;
    }

    private FoundEntries begin(FeedPlace feed, FetchedFeed answer, Feed content) {
        FeedDocuments found = FeedDocuments.of(source.settings, feed.url(), content);
        source.passOver(found.passedOver, found.passedOverCount);
        place = feed;
        fetched = answer;
        left = found.documents;
        anyRead = true;
        return handful();
    }

    private FoundEntries handful() {
        FeedPlace feed = java.util.Objects.requireNonNull(place);
        FetchedFeed answer = java.util.Objects.requireNonNull(fetched);
        List<RemoteDocument> documents = left.subList(0, Math.min(HANDFUL, left.size()));
        left = left.subList(documents.size(), left.size());
        if (!left.isEmpty()) {
            return new FoundEntries(source.settings.sourceId(), number, feed.url(), documents, null);
        }
        fetched = null;
        ReadFeed read = new ReadFeed(feed.depth(), answer.etag(), answer.lastModified(), nested(feed, answer));
        return new FoundEntries(source.settings.sourceId(), number, feed.url(), documents, read);
    }

    private List<String> nested(FeedPlace feed, FetchedFeed answer) {
        List<String> named = answer.feed() == null ? List.of() : answer.feed().nested();
        if (named.isEmpty()) {
            return named;
        }
        if (feed.depth() >= settings.depth()) {
            source.passOver(
                    List.of("The feed %s names further ones, deeper than sluice.feed.depth, %d."
                            .formatted(FeedParameters.label(feed.url()), settings.depth())),
                    named.size());
            return List.of();
        }
        int room = Math.max(0, settings.nested() - table.nested(source.settings, named));
        if (named.size() <= room) {
            return named;
        }
        source.passOver(
                List.of("The feed %s names more further ones than sluice.feed.nested allows, %,d."
                        .formatted(FeedParameters.label(feed.url()), settings.nested())),
                named.size() - room);
        return named.subList(0, room);
    }

    private void end(int failed, Duration asked) {
        over = true;
        Instant now = clock.instant();
        Duration interval = source.settings.source().pollInterval();
        Duration wait = failed == 0 ? Duration.ZERO : backoff(interval, failed, settings.maxBackoff(), asked);
        table.close(source.settings, number, failed, now.plus(wait));
        if (anyRead) {
            source.report().report(Trouble.DOCUMENTS, source.takePassedOver(), now);
        }
        if (failed == 0) {
            source.report().polled(now, 0);
        }
    }

    /** Longer with each failure in a row, and as long as the server asks. */
    static Duration backoff(Duration interval, int failures, Duration most, Duration asked) {
        Duration doubled = interval.multipliedBy(1L << Math.min(10, failures - 1));
        Duration bounded = doubled.compareTo(most) < 0 ? doubled : most;
        Duration own = bounded.compareTo(interval) < 0 ? interval : bounded;
        // Half of a second early is in time for the poll that is due then.
        return (own.compareTo(asked) < 0 ? asked : own).minusMillis(500);
    }
}
