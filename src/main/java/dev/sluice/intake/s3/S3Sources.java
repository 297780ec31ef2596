package dev.sluice.intake.s3;

import dev.sluice.intake.Preview;
import dev.sluice.intake.SourceKind;
import dev.sluice.intake.SourceSettings;
import dev.sluice.intake.SourceStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** The S3 prefixes that are watched. */
public class S3Sources implements SourceKind, ApplicationListener<ContextClosedEvent> {
    /** The template of its sources. */
    static final String TEMPLATE = "s3-source";

    private final Map<String, S3Source> sources = new ConcurrentHashMap<>();
    private final S3Parameters parameters;
    private final S3Preview preview;

    S3Sources(S3Parameters parameters, S3Preview preview) {
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
     * A bucket that is not there or does not let anybody in is no mistake: it is reported by {@link #statuses}.
     */
    @Override
    public synchronized void register(Map<String, String> given) {
        S3SourceSettings settings = parameters.read(given);
        S3Source before = sources.put(settings.sourceId(), new S3Source(settings));
        if (before != null) {
            before.stop();
        }
    }

    @Override
    public synchronized void unregister(String sourceId) {
        S3Source source = sources.remove(sourceId);
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
        S3Source source = find(sourceId)
                .orElseThrow(() -> new IllegalArgumentException("There is no S3 source \"" + sourceId + "\"."));
        return preview.of(source.settings, names);
    }

    @Override
    public List<SourceStatus> statuses() {
        return sources.values().stream()
                .map(source -> source.report.status())
                .sorted(Comparator.comparing(SourceStatus::sourceId))
                .toList();
    }

    Optional<S3Source> find(String sourceId) {
        return Optional.ofNullable(sources.get(sourceId));
    }

    /** Those whose objects are not simply left where they are. */
    List<S3Source> caring() {
        return sources.values().stream()
                .filter(source -> source.settings.cares())
                .toList();
    }

    Set<String> ids() {
        return Set.copyOf(sources.keySet());
    }

    /** A long round ends after its page; the cursor stands where it goes on. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        sources.values().forEach(S3Source::stop);
    }
}
