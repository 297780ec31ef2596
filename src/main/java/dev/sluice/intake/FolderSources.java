package dev.sluice.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ForbiddenFolders;
import dev.sluice.batch.EngineChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The folders that are watched: the door for whoever loads the source files, and for the health report. */
public class FolderSources implements ForbiddenFolders {
    /** The one tenant there is. */
    static final String TENANT = "default";

    private final Map<String, FolderSource> sources = new ConcurrentHashMap<>();
    private final Path home;
    private final FolderRules rules;
    private final IntakeSettings defaults;
    private final EngineChoice engines;
    private final ObjectMapper json;

    FolderSources(Path home, IntakeSettings defaults, EngineChoice engines, ObjectMapper json) {
        this.home = home.toAbsolutePath().normalize();
        this.rules = new FolderRules(this.home);
        this.defaults = defaults;
        this.engines = engines;
        this.json = json;
    }

    /**
     * Begins to watch a folder, or goes on with other settings if the source is known. A missing folder is no mistake:
     * it is reported by {@link #statuses} and watched as soon as it is there.
     *
     * @param parameters those of the template {@code folder-source}, by name
     * @throws SourceSettingsException naming everything that is wrong; then nothing has changed
     */
    public synchronized void register(Map<String, String> parameters) {
        FolderSettings settings = validated(parameters);
        FolderSource before = sources.put(settings.sourceId(), new FolderSource(settings));
        if (before != null) {
            before.stop();
        }
    }

    /**
     * Checks parameters as {@link #register} does, and changes nothing.
     *
     * @throws SourceSettingsException naming everything that is wrong
     */
    public synchronized void check(Map<String, String> parameters) {
        validated(parameters);
    }

    private FolderSettings validated(Map<String, String> parameters) {
        FolderParameters.Reading reading = FolderParameters.read(parameters, TENANT, home, defaults, engines, json);
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

    /** Watches it no longer; what was accepted is worked on, and its originals wait until it is back. */
    public synchronized void unregister(String sourceId) {
        FolderSource source = sources.remove(sourceId);
        if (source != null) {
            source.stop();
        }
    }

    /** How each is doing, by name. */
    public List<SourceStatus> statuses() {
        return sources.values().stream()
                .map(FolderSource::status)
                .sorted(Comparator.comparing(SourceStatus::sourceId))
                .toList();
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
