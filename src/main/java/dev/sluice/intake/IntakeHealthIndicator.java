package dev.sluice.intake;

import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.source.Sources;
import dev.sluice.intake.source.WatchedSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** UP while documents are accepted: a broken source is a detail, a full disk is DOWN. */
class IntakeHealthIndicator extends AbstractHealthIndicator {
    private final Sources sources;
    private final DiskGuard disk;

    IntakeHealthIndicator(Sources sources, DiskGuard disk) {
        this.sources = sources;
        this.disk = disk;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Optional<String> refusal = disk.refusal();
        if (refusal.isPresent()) {
            health.down().withDetail("storage", refusal.get());
        } else {
            health.up();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        for (WatchedSource source : sources.all()) {
            details.put(source.settings().sourceId(), detail(source));
        }
        health.withDetail("sources", details).withDetail("refusedSourceFiles", sources.refusals());
    }

    private static Map<String, Object> detail(WatchedSource source) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("kind", source.kind());
        detail.put("place", source.place());
        detail.put("error", source.error() == null ? "none" : source.error());
        put(detail, "errorSince", source.errorSince());
        put(detail, "warning", source.silenceSentence());
        detail.put("paused", source.pausedAt() != null);
        detail.put("backlog", source.backlog());
        put(detail, "waitingSince", source.waitingSince());
        put(detail, "lastPollAt", source.lastPollAt());
        put(detail, "lastDocumentAt", source.lastDocumentAt());
        put(
                detail,
                "nextRunAt",
                source.nextLooks().isEmpty() ? null : source.nextLooks().get(0));
        return detail;
    }

    private static void put(Map<String, Object> detail, String name, @Nullable Object value) {
        if (value != null) {
            detail.put(name, value.toString());
        }
    }
}
