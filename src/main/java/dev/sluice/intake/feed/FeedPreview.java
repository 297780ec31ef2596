package dev.sluice.intake.feed;

import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.remote.RemoteDocument;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.PreviewTally;
import dev.sluice.intake.source.SkipReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** What a round through a feed would take, and what not and why: reads the feed and writes nothing. */
final class FeedPreview {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private record Level(String url, int depth) {}

    private final FeedFetcher fetcher;
    private final RemoteAcceptance acceptance;
    private final FeedSettings settings;
    private final Clock clock;

    FeedPreview(FeedFetcher fetcher, RemoteAcceptance acceptance, FeedSettings settings, Clock clock) {
        this.fetcher = fetcher;
        this.acceptance = acceptance;
        this.settings = settings;
        this.clock = clock;
    }

    Preview of(FeedSourceSettings source, int names) {
        Instant end = clock.instant().plus(LONGEST);
        PreviewTally tally = new PreviewTally(names);
        Deque<Level> left = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        left.add(new Level(source.url(), 0));
        while (!left.isEmpty()) {
            if (!clock.instant().isBefore(end)) {
                return tally.preview(false);
            }
            Level next = left.remove();
            if (seen.size() > settings.nested() || next.depth() > settings.depth() || !seen.add(next.url())) {
                continue;
            }
            try {
                Feed feed = Objects.requireNonNull(
                        fetcher.fetch(source, next.url(), null, null).feed(), "asked for without condition");
                count(source, next.url(), feed, tally);
                feed.nested().forEach(url -> left.add(new Level(url, next.depth() + 1)));
            } catch (FeedProblem e) {
                if (next.depth() == 0) {
                    throw new UncheckedIOException(e.sentence(), new IOException(e));
                }
                tally.skip(FeedParameters.label(next.url()), 0, SkipReason.UNREADABLE);
            }
        }
        return tally.preview(true);
    }

    private void count(FeedSourceSettings source, String url, Feed feed, PreviewTally tally) {
        feed.entries().stream()
                .filter(entry -> !source.wants(entry))
                .forEach(entry -> tally.skip(entry.id(), 0, SkipReason.EXCLUDED));
        FeedDocuments found = FeedDocuments.of(source, url, feed);
        found.passedOver.forEach(sentence -> tally.skip(sentence, 0, SkipReason.NOT_A_DOCUMENT));
        Set<RemoteDocument> unknown = new HashSet<>(acceptance.unknown(source.source(), found.documents));
        for (RemoteDocument document : found.documents) {
            if (unknown.contains(document)) {
                tally.take(document.key(), 0);
            } else {
                tally.skip(document.key(), 0, SkipReason.ALREADY_SEEN);
            }
        }
    }
}
