package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A value with where it was found and how sure that is; the three have one shape. */
record Answer(JsonNode value, JsonNode citations, JsonNode confidence) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What was not found. */
    static Answer none() {
        return new Answer(NullNode.getInstance(), JSON.arrayNode(), DoubleNode.valueOf(0));
    }

    static Answer leaf(JsonNode value, List<String> citations, double confidence) {
        ArrayNode cited = JSON.arrayNode();
        citations.stream().distinct().filter(one -> !one.isEmpty()).forEach(cited::add);
        double rounded = Math.round(Math.max(0.01, Math.min(1, confidence)) * 100) / 100.0;
        return new Answer(value, cited, DoubleNode.valueOf(rounded));
    }

    static Answer leaf(Candidate candidate) {
        return leaf(candidate.value(), List.of(candidate.segment().citation), candidate.score());
    }

    static Answer object(Map<String, Answer> properties) {
        ObjectNode value = JSON.objectNode();
        ObjectNode citations = JSON.objectNode();
        ObjectNode confidence = JSON.objectNode();
        properties.forEach((name, one) -> {
            value.set(name, one.value);
            citations.set(name, one.citations);
            confidence.set(name, one.confidence);
        });
        return new Answer(value, citations, confidence);
    }

    static Answer array(List<Answer> items) {
        ArrayNode value = JSON.arrayNode();
        ArrayNode citations = JSON.arrayNode();
        ArrayNode confidence = JSON.arrayNode();
        for (Answer one : items) {
            value.add(one.value);
            citations.add(one.citations);
            confidence.add(one.confidence);
        }
        return new Answer(value, citations, confidence);
    }
}
