package dev.sluice.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.engine.*}: which engine serves each operation, and what it takes.
 *
 * @param extract the engines of the operation extract
 */
@ConfigurationProperties("sluice.engine")
public record EngineSettings(Extract extract) {
    /**
     * {@code sluice.engine.extract.*}.
     *
     * @param use the engine for jobs that name none
     * @param embedded Sluice's own, offline
     */
    public record Extract(@DefaultValue("embedded") String use, Limit embedded) {}

    /**
     * What one engine takes.
     *
     * @param maxConcurrent jobs at a time on one node
     * @param deadline after that time a job is taken away from a node, even a live one
     */
    public record Limit(
            int maxConcurrent, @DefaultValue("15m") Duration deadline) {}
}
