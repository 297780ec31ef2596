package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.LayoutOperation;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The option {@code topics} of the operation schema: a schema for each topic of a split. */
final class TopicSchemas {
    static final String OPTION = "topics";

    private final LayoutOperation schema;

    TopicSchemas(LayoutOperation schema) {
        this.schema = schema;
    }

    /** Checks each topic's schema; the sentence names the topic. */
    void check(ObjectNode options) {
        JsonNode topics = options.path(OPTION);
        if (options.size() > 1 || !topics.isObject() || topics.isEmpty()) {
            throw invalid(
                    "The option topics must be an object with a member {\"schema\": ..., \"prompt\": ...} for each topic, and stands alone.");
        }
        for (Map.Entry<String, JsonNode> topic : topics.properties()) {
            if (!(topic.getValue() instanceof ObjectNode own) || own.has(OPTION)) {
                throw invalid("The topic %s must be an object with a schema.".formatted(topic.getKey()));
            }
            try {
                schema.check(own);
            } catch (SluiceException e) {
                throw invalid("The topic %s: %s".formatted(topic.getKey(), e.getMessage()));
            }
        }
    }

    /**
     * Fills each topic's schema from that topic's pages.
     *
     * @return {@code {"results": {topic: {values, citations, confidence, warnings}}, "errors": {topic: sentence}}}
     */
    ObjectNode run(List<LayoutOperation.Input> inputs, ObjectNode options) {
        Iterator<LayoutOperation.Input> all = inputs.iterator();
        LayoutOperation.Input input = all.next();
        Map<String, List<Integer>> splits = input.splits();
        if (splits == null || all.hasNext()) {
            throw invalid("The option topics needs one split as its input; without one, ask with the option schema.");
        }
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        ObjectNode errors = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> topic : options.path(OPTION).properties()) {
            List<Integer> pages = splits.getOrDefault(topic.getKey(), List.of());
            if (pages.isEmpty()) {
                errors.put(topic.getKey(), "No page of the document belongs to this topic.");
            } else {
                results.set(topic.getKey(), schema.run(List.of(input.only(pages)), (ObjectNode) topic.getValue()));
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("results", results);
        result.set("errors", errors);
        return result;
    }

    private static SluiceException invalid(String sentence) {
        return new SluiceException(ErrorCode.INVALID_OPTIONS, sentence);
    }
}
