package dev.sluice.engine;

import dev.sluice.batch.Operation;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.engine.*}: which engine serves each operation, and what it takes.
 *
 * @param use the engine for jobs that name none, by operation
 * @param embedded Sluice's own, offline
 */
@ConfigurationProperties("sluice.engine")
public record EngineSettings(Map<Operation, String> use, Limit embedded) {
    /** The engine that serves the operation when nobody asks for another. */
    String engineFor(Operation operation) {
        return use.getOrDefault(operation, "embedded");
    }

    /**
     * What one engine takes.
     *
     * @param maxConcurrent jobs of one operation at a time on one node
     * @param deadline after that time a job is taken away from a node, even a live one
     */
    public record Limit(
            int maxConcurrent, @DefaultValue("15m") Duration deadline) {}
}
