package dev.sluice.intake.feed;

import dev.sluice.intake.remote.RemoteSource;
import dev.sluice.intake.source.SourceReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One watched feed in this life of the program: how it is doing. */
final class FeedSource extends RemoteSource {
    private static final int REMEMBERED = 20;

    final FeedSourceSettings settings;
    private final List<String> passedOver = new ArrayList<>();
    private int passedOverCount;

    FeedSource(FeedSourceSettings settings) {
        super(
                settings.source(),
                new SourceReport(settings.sourceId(), FeedSources.TEMPLATE, FeedParameters.label(settings.url())));
        this.settings = settings;
    }

    /** Something in the feed cannot be taken: shown when the round is over. */
    synchronized void passOver(List<String> sentences, int count) {
        passedOverCount += count;
        sentences.stream().limit(REMEMBERED - passedOver.size()).forEach(passedOver::add);
    }

    /** What could not be taken since the last call, in a sentence; null for nothing. */
    synchronized @Nullable String takePassedOver() {
        String sentence = passedOverCount == 0
                ? null
                : passedOverCount == 1
                        ? passedOver.get(0)
                        : "%d entries or nested feeds are passed over. The first: %s"
                                .formatted(passedOverCount, passedOver.get(0));
        passedOver.clear();
        passedOverCount = 0;
        return sentence;
    }
}
