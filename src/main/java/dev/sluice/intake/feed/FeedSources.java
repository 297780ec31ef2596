package dev.sluice.intake.feed;

import dev.sluice.intake.Preview;
import dev.sluice.intake.SourceKind;
import dev.sluice.intake.SourceSettings;
import dev.sluice.intake.SourceStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** The feeds that are watched. */
public class FeedSources implements SourceKind, ApplicationListener<ContextClosedEvent> {
    /** The template of its sources. */
    static final String TEMPLATE = "feed-source";

    private final Map<String, FeedSource> sources = new ConcurrentHashMap<>();
    private final FeedParameters parameters;
    private final FeedPreview preview;

    FeedSources(FeedParameters parameters, FeedPreview preview) {
        this.parameters = parameters;
        this.preview = preview;
    }

    @Override
    public String template() {
        return TEMPLATE;
    }

    @Override
    public void check(Map<String, String> given) {
        parameters.read(given);
    }

    /**
     * {@inheritDoc}
     *
     * An address at which there is no feed is no mistake: it is reported by {@link #statuses}.
     */
    @Override
    public synchronized void register(Map<String, String> given) {
        FeedSourceSettings settings = parameters.read(given);
        FeedSource before = sources.put(settings.sourceId(), new FeedSource(settings));
        if (before != null) {
            before.stop();
        }
    }

    @Override
    public synchronized void unregister(String sourceId) {
        FeedSource source = sources.remove(sourceId);
        if (source != null) {
            source.stop();
        }
    }

    @Override
    public Optional<SourceSettings> settings(String sourceId) {
        return find(sourceId).map(source -> source.settings.source());
    }

    @Override
    public Preview preview(String sourceId, int names) {
        FeedSource source = find(sourceId)
                .orElseThrow(() -> new IllegalArgumentException("There is no feed source \"" + sourceId + "\"."));
        return preview.of(source.settings, names);
    }

    @Override
    public List<SourceStatus> statuses() {
        return sources.values().stream()
                .map(source -> source.report.status())
                .sorted(Comparator.comparing(SourceStatus::sourceId))
                .toList();
    }

    Optional<FeedSource> find(String sourceId) {
        return Optional.ofNullable(sources.get(sourceId));
    }

    /** A long round ends after its handful; the rows say where it goes on. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        sources.values().forEach(FeedSource::stop);
    }
}
