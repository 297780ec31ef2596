package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one job has cost so far. */
final class Usage {
    private int requests;
    private long promptTokens;
    private long completionTokens;

    /** One more answer, with the {@code usage} it names if any. */
    void add(JsonNode usage) {
        requests++;
        promptTokens += Math.max(0, usage.path("prompt_tokens").asLong());
        completionTokens += Math.max(0, usage.path("completion_tokens").asLong());
    }

    /** The summary of an artifact, with this in it. */
    ObjectNode describe(ObjectNode summary, String model) {
        return summary.put("engine", "llm")
                .put("model", model)
                .put("requests", requests)
                .put("promptTokens", promptTokens)
                .put("completionTokens", completionTokens);
    }

    @Override
    public String toString() {
        return "%d request(s), %d + %d tokens".formatted(requests, promptTokens, completionTokens);
    }
}
