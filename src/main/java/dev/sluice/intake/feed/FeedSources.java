package dev.sluice.intake.feed;

import dev.sluice.intake.Preview;
import dev.sluice.intake.RemoteSources;
import java.util.Map;

/** The feeds that are watched. */
public class FeedSources extends RemoteSources<FeedSource> {
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
