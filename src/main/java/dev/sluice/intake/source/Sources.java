package dev.sluice.intake.source;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The watched sources, for those who look after them: how they are, and what they are told to do. */
public class Sources {
    private final SourceRegistry registry;
    private final SourceTable table;
    private final SourceBook book;
    private final SourceView view;
    private final Clock clock;

    Sources(SourceRegistry registry, SourceTable table, SourceBook book, SourceView view, Clock clock) {
        this.registry = registry;
        this.table = table;
        this.book = book;
        this.view = view;
        this.clock = clock;
    }

    /** All of them, by name. */
    public List<WatchedSource> all() {
        return registry.statuses().stream()
                .flatMap(status -> of(status).stream())
                .toList();
    }

    /** The source of that name, if there is one. */
    public Optional<WatchedSource> find(String sourceId) {
        return registry.statuses().stream()
                .filter(status -> status.sourceId().equals(sourceId))
                .findFirst()
                .flatMap(this::of);
    }

    private Optional<WatchedSource> of(SourceStatus status) {
        return registry.settings(status.sourceId())
                .map(settings -> view.of(settings, status, book.find(status.sourceId()), clock.instant()));
    }

    /** Why files of sources are refused at the moment, by the name of the source. */
    public Map<String, String> refusals() {
        return registry.refusals();
    }

    /**
     * A dry run: what the source would take if it were looked at now.
     *
     * @param names how many documents to name at most
     * @throws IllegalArgumentException if there is no such source
     * @throws java.io.UncheckedIOException if its place cannot be looked at, with a sentence for people
     */
    public Preview dryRun(String sourceId, int names) {
        return registry.preview(sourceId, names);
    }

    /** Nobody looks at it any more, on whichever node, until it is resumed; restarts included. */
    public void pause(String sourceId) {
        table.pause(SourceSettings.TENANT, sourceId);
        book.forget();
    }

    /** It is looked at again. */
    public void resume(String sourceId) {
        table.resume(SourceSettings.TENANT, sourceId);
        book.forget();
    }

    /**
     * It is looked at as soon as can be, by the node that owns it, and again until what lies there is taken. A source that
     * is paused stays so. This is what its schedule calls, too.
     */
    public void run(String sourceId) {
        table.requestRun(SourceSettings.TENANT, sourceId);
        book.forget();
    }
}
