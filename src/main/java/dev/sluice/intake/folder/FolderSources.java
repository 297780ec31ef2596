package dev.sluice.intake.folder;

import dev.sluice.artifact.ForbiddenFolders;
import dev.sluice.batch.NewBatch;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceKind;
import dev.sluice.intake.source.SourceSettings;
import dev.sluice.intake.source.SourceSettingsException;
import dev.sluice.intake.source.SourceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The folders that are watched: the door for whoever loads the source files, and for the health report. */
public class FolderSources implements SourceKind, ForbiddenFolders {
    /** The template of its sources. */
    static final String TEMPLATE = "folder-source";

    private final Map<String, FolderSource> sources = new ConcurrentHashMap<>();
    private final FolderRules rules;
    private final SourceDefaults defaults;
    private final IntakeSettings intake;
    private final FolderPreview preview;

    FolderSources(SourceDefaults defaults, IntakeSettings intake, FolderPreview preview) {
        this.preview = preview;
        this.rules = new FolderRules(defaults.home());
        this.defaults = defaults.every(Duration.ofSeconds(1));
        this.intake = intake;
    }

    @Override
    public String template() {
        return TEMPLATE;
    }

    /**
     * {@inheritDoc}
     *
     * A missing folder is no mistake: it is reported by {@link #statuses} and watched as soon as it is there.
     */
    @Override
    public synchronized void register(Map<String, String> parameters) {
        FolderSettings settings = validated(parameters);
        FolderSource before = sources.put(settings.sourceId(), new FolderSource(settings));
        if (before != null) {
            before.stop();
        }
    }

    @Override
    public synchronized void check(Map<String, String> parameters) {
        validated(parameters);
    }

    private FolderSettings validated(Map<String, String> parameters) {
        FolderParameters.Reading reading = FolderParameters.read(parameters, defaults, intake);
        FolderSettings settings = reading.settings();
        List<String> mistakes = new ArrayList<>(reading.mistakes());
        if (mistakes.isEmpty()) {
            List<FolderSettings> others = sources.values().stream()
                    .map(source -> source.settings)
                    .filter(other -> !other.sourceId().equals(settings.sourceId()))
                    .toList();
            mistakes.addAll(rules.mistakes(settings, others));
        }
        if (!mistakes.isEmpty()) {
            throw new SourceSettingsException(parameters.getOrDefault("sourceId", "?"), mistakes);
        }
        return settings;
    }

    @Override
    public synchronized void unregister(String sourceId) {
        FolderSource source = sources.remove(sourceId);
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
        FolderSource source =
                find(sourceId).orElseThrow(() -> new IllegalArgumentException("there is no folder source " + sourceId));
        return preview.of(source, names);
    }

    @Override
    public List<SourceStatus> statuses() {
        return sources.values().stream()
                .map(source -> source.report.status())
                .sorted(Comparator.comparing(SourceStatus::sourceId))
                .toList();
    }

    /** The batch that documents of the source form which arrive now; empty if it is not watched. */
    public Optional<NewBatch> batch(String sourceId, Instant now) {
        return find(sourceId).map(source -> source.settings.batch(now));
    }

    Optional<FolderSource> find(String sourceId) {
        return Optional.ofNullable(sources.get(sourceId));
    }

    Collection<FolderSource> all() {
        return sources.values();
    }

    @Override
    public boolean forbids(Path folder) {
        return rules.forbidsResults(
                folder, sources.values().stream().map(source -> source.settings).toList());
    }

    /** Whether a missing folder is ours to create. */
    boolean mayCreate(Path directory) {
        return rules.isOurs(directory);
    }
}
