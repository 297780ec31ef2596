package dev.sluice.batch;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job was asked for: looked up by the engine that carries it out, so that claims stay small.
 *
 * @param options the operation's options, a JSON object; null for none
 * @param inputs artifacts of earlier jobs to work on; empty: the document itself
 */
public record JobRequest(@Nullable String options, List<UUID> inputs) {
    public JobRequest {
        inputs = List.copyOf(inputs);
    }
}
