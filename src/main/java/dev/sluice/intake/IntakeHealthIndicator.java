package dev.sluice.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** UP while documents are accepted: a broken source is a detail, a full disk is DOWN. */
class IntakeHealthIndicator implements HealthIndicator {
    private final SourceRegistry registry;
    private final DiskGuard disk;

    IntakeHealthIndicator(SourceRegistry registry, DiskGuard disk) {
        this.registry = registry;
        this.disk = disk;
    }

    @Override
    public Health health() {
        Optional<String> refusal = disk.refusal();
        Health.Builder health = refusal.isPresent() ? Health.down().withDetail("storage", refusal.get()) : Health.up();
        Map<String, Object> details = new LinkedHashMap<>();
        for (SourceStatus status : registry.statuses()) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("kind", status.kind());
            detail.put("place", status.place());
            detail.put("error", status.error() == null ? "none" : status.error());
            detail.put("backlog", status.backlog());
            if (status.errorSince() != null) {
                detail.put("errorSince", status.errorSince().toString());
            }
            if (status.lastPollAt() != null) {
                detail.put("lastPollAt", status.lastPollAt().toString());
            }
            if (status.lastDocumentAt() != null) {
                detail.put("lastDocumentAt", status.lastDocumentAt().toString());
            }
            details.put(status.sourceId(), detail);
        }
        return health.withDetail("sources", details)
                .withDetail("refusedSourceFiles", registry.refusals())
                .build();
    }
}
