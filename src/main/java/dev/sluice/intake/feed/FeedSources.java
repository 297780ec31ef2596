package dev.sluice.intake.feed;

import dev.sluice.intake.remote.RemoteSources;
import dev.sluice.intake.source.Preview;
import java.util.Map;

/** The feeds that are watched. */
class FeedSources extends RemoteSources<FeedSource> {
    /** The template of its sources. */
    static final String TEMPLATE = "feed-source";

    private final FeedParameters parameters;
    private final FeedPreview preview;

    FeedSources(FeedParameters parameters, FeedPreview preview) {
        super(TEMPLATE);
        this.parameters = parameters;
        this.preview = preview;
    }

    @Override
    protected FeedSource read(Map<String, String> given) {
        return new FeedSource(parameters.read(given));
    }

    @Override
    public Preview preview(String sourceId, int names) {
        FeedSource source = find(sourceId)
                .orElseThrow(() -> new IllegalArgumentException("There is no feed source \"" + sourceId + "\"."));
        return preview.of(source.settings, names);
    }
}
