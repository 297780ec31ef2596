package dev.sluice.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.batch.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sluice's own words: every event as it was written. */
final class NativeDialect implements EventDialect {
    static final NativeDialect INSTANCE = new NativeDialect();

    private NativeDialect() {}

    @Override
    public String name() {
        return "native";
    }

    @Override
    public Map<String, Set<String>> types() {
        Map<String, Set<String>> types = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            types.put(type.word(), Set.of(type.word()));
        }
        return types;
    }

    /** Everything that ends a batch or a job. */
    @Override
    public Set<String> usual() {
        return Set.of(
                EventType.JOB_RUN_COMPLETED.word(),
                EventType.JOB_RUN_FAILED.word(),
                EventType.JOB_RUN_CANCELLED.word(),
                EventType.JOB_COMPLETED.word(),
                EventType.JOB_FAILED.word(),
                EventType.JOB_CANCELLED.word());
    }

    @Override
    public Optional<Told> tell(String type, JsonNode event) {
        return Optional.of(new Told(type, null));
    }

    @Override
    public String messageId(UUID eventId) {
        return eventId.toString();
    }

    @Override
    public List<String> headerFamilies() {
        return List.of("webhook");
    }
}
