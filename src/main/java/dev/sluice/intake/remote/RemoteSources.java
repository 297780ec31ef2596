package dev.sluice.intake.remote;

import dev.sluice.intake.source.SourceKind;
import dev.sluice.intake.source.SourceSettings;
import dev.sluice.intake.source.SourceSettingsException;
import dev.sluice.intake.source.SourceStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The sources of a kind whose documents lie elsewhere. A place that is not there or lets nobody in is no mistake: it is
 * reported by {@link #statuses}.
 *
 * @param <S> what there is of each
 */
public abstract class RemoteSources<S extends RemoteSource>
        implements SourceKind, ApplicationListener<ContextClosedEvent> {
    private final String template;
    private final Map<String, S> sources = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param template the one they are made from
     */
    protected RemoteSources(String template) {
        this.template = template;
    }

    /**
     * Reads the template's parameters.
     *
     * @throws SourceSettingsException naming everything that is wrong
     */
    protected abstract S read(Map<String, String> parameters);

    @Override
    public final String template() {
        return template;
    }

    @Override
    public final void check(Map<String, String> parameters) {
        read(parameters);
    }

    @Override
    public final synchronized void register(Map<String, String> parameters) {
        S source = read(parameters);
        S before = sources.put(source.source().sourceId(), source);
        if (before != null) {
            before.stop();
        }
    }

    @Override
    public final synchronized void unregister(String sourceId) {
        S source = sources.remove(sourceId);
        if (source != null) {
            source.stop();
        }
    }

    @Override
    public final Optional<SourceSettings> settings(String sourceId) {
        return find(sourceId).map(RemoteSource::source);
    }

    @Override
    public final List<SourceStatus> statuses() {
        return sources.values().stream()
                .map(source -> source.report().status())
                .sorted(Comparator.comparing(SourceStatus::sourceId))
                .toList();
    }

    /** One of them. */
    public final Optional<S> find(String sourceId) {
        return Optional.ofNullable(sources.get(sourceId));
    }

    /** All of them. */
    protected final Collection<S> all() {
        return sources.values();
    }

    /** A long look ends soon; what is written down says where it goes on. */
    @Override
    public final void onApplicationEvent(ContextClosedEvent event) {
        sources.values().forEach(RemoteSource::stop);
    }
}
