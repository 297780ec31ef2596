package dev.sluice.intake.source;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sources of every kind there is. */
final class WatchedSources implements SourceRegistry {
    private final Map<String, SourceKind> kinds;
    private final Map<String, String> refusals = new ConcurrentSkipListMap<>();

    WatchedSources(List<SourceKind> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(SourceKind::template, Function.identity()));
    }

    @Override
    public void check(String kind, String sourceId, Map<String, String> parameters) {
        kind(kind).check(parameters);
    }

    @Override
    public void register(String kind, String sourceId, Map<String, String> parameters) {
        kind(kind).register(parameters);
    }

    @Override
    public Optional<SourceSettings> settings(String sourceId) {
        return kinds.values().stream()
                .flatMap(kind -> kind.settings(sourceId).stream())
                .findFirst();
    }

    @Override
    public Preview preview(String sourceId, int names) {
        return kinds.values().stream()
                .filter(kind -> kind.settings(sourceId).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no source " + sourceId))
                .preview(sourceId, names);
    }

    @Override
    public void unregister(String sourceId) {
        kinds.values().forEach(kind -> kind.unregister(sourceId));
    }

    @Override
    public List<SourceStatus> statuses() {
        return kinds.values().stream()
                .flatMap(kind -> kind.statuses().stream())
                .sorted(Comparator.comparing(SourceStatus::sourceId))
                .toList();
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

    private SourceKind kind(String template) {
        SourceKind kind = kinds.get(template);
        if (kind == null) {
            throw new IllegalArgumentException("no source can be made from '%s'; there are %s"
                    .formatted(template, kinds.keySet().stream().sorted().toList()));
        }
        return kind;
    }
}
