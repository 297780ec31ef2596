package dev.sluice.batch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What one engine takes on this node.
 *
 * @param limits one for each operation it serves
 */
public record EngineLimits(List<EngineLimit> limits) {
    public EngineLimits {
        limits = List.copyOf(limits);
    }

    /** The same limit for every operation, each counted by itself. */
    public static EngineLimits of(String engine, int maxConcurrent, Duration deadline) {
        return new EngineLimits(Arrays.stream(Operation.values())
                .map(operation -> new EngineLimit(operation, engine, maxConcurrent, deadline))
                .toList());
    }
}
