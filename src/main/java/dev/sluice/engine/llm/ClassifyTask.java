package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Which of the given types a document is. */
final class ClassifyTask implements LlmTask {
    private final ObjectNode options;
    private final List<String> types;

    ClassifyTask(ObjectNode options) {
        this.options = options;
        this.types = TopicList.names(options, "types");
    }

    @Override
    public String name() {
        return "classify";
    }

    @Override
    public ObjectNode request() {
        return options;
    }

    @Override
    public ObjectNode answerSchema() {
        return Forms.object(
                "reason",
                Forms.type("string"),
                "citations",
                Forms.list(Forms.type("string")),
                "scores",
                Forms.list(Forms.object("type", Forms.oneOf(types), "score", Forms.type("number"))),
                "type",
                Forms.oneOf(types));
    }

    @Override
    public List<String> objections(JsonNode answer, DocumentText text) {
        return Forms.unknownBlocks(answer.path("citations"), text.ids());
    }

    /** The result as the embedded engine writes it: scores add up to 1. */
    ObjectNode result(JsonNode answer) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        types.forEach(type -> given.put(type, 0.0));
        answer.path("scores").forEach(item -> given.put(item.path("type").asText(), Forms.share(item.path("score"))));
        String type = answer.path("type").asText();
        double sum = 0;
        for (JsonNode score : given) {
            sum += score.asDouble();
        }
        if (sum == 0) {
            given.put(type, 1.0);
            sum = 1;
        }
        ObjectNode scores = JsonNodeFactory.instance.objectNode();
        for (String name : types) {
            scores.put(name, Math.round(given.path(name).asDouble() / sum * 1e4) / 1e4);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("type", type);
        result.put("confidence", scores.path(type).asDouble());
        result.put("reason", answer.path("reason").asText());
        result.set("scores", scores);
        result.set("citations", answer.path("citations"));
        return result;
    }
}
