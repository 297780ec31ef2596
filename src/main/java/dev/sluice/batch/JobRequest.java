package dev.sluice.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /**
     * The options as an object; an empty one for none.
     *
     * @throws JsonProcessingException if they are no JSON object
     */
    public ObjectNode options(ObjectMapper json) throws JsonProcessingException {
        return options == null ? json.createObjectNode() : json.readValue(options, ObjectNode.class);
    }
}
