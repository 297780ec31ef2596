package dev.sluice.intake;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The sources of every kind there is: folders. */
final class WatchedSources implements SourceRegistry {
    private static final String FOLDER = "folder-source";

    private final FolderSources folders;
    private final Map<String, String> refusals = new ConcurrentSkipListMap<>();

    WatchedSources(FolderSources folders) {
        this.folders = folders;
    }

    @Override
    public void check(String kind, String sourceId, Map<String, String> parameters) {
        requireFolder(kind);
        folders.check(parameters);
    }

    @Override
    public void register(String kind, String sourceId, Map<String, String> parameters) {
        requireFolder(kind);
        folders.register(parameters);
    }

    @Override
    public void unregister(String sourceId) {
        folders.unregister(sourceId);
    }

    @Override
    public void accepted(String sourceId) {
        refusals.remove(sourceId);
    }

    @Override
    public void refused(String sourceId, String reason) {
        refusals.put(sourceId, reason);
    }

    @Override
    public void forgotten(String sourceId) {
        refusals.remove(sourceId);
    }

    @Override
    public Map<String, String> refusals() {
        return new TreeMap<>(refusals);
    }

    private static void requireFolder(String kind) {
        if (!kind.equals(FOLDER)) {
            throw new IllegalArgumentException(
                    "no source can be made from '%s'; there is '%s'".formatted(kind, FOLDER));
        }
    }
}
