package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.LayoutOperation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The option {@code topics} of the operation schema: a schema for each topic of a split. */
public final class TopicSchemas {
    private static final String OPTION = "topics";

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

    /** Fills one topic's schema from the pages of that topic. */
    @FunctionalInterface
    public interface Filler {
        /** The result for one topic; options as the operation takes them for a document. */
        ObjectNode fill(List<Integer> pages, ObjectNode options);
    }

    /** Whether each topic has a schema of its own. */
    public static boolean asked(ObjectNode options) {
        return options.has(OPTION);
    }

    /**
     * Fills each topic's schema from that topic's pages.
     *
     * @param splits the document's pages by topic, or null if the job's input is no split
     * @return {@code {"results": {topic: {values, citations, confidence, warnings}}, "errors": {topic: sentence}}}
     * @throws SluiceException {@code INVALID_OPTIONS} without a split
     */
    public static ObjectNode fill(ObjectNode options, @Nullable Map<String, List<Integer>> splits, Filler filler) {
        if (splits == null) {
            throw invalid("The option topics needs one split as its input; without one, ask with the option schema.");
        }
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        ObjectNode errors = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> topic : options.path(OPTION).properties()) {
            List<Integer> pages = splits.getOrDefault(topic.getKey(), List.of());
            if (pages.isEmpty()) {
                errors.put(topic.getKey(), "No page of the document belongs to this topic.");
            } else {
                results.set(topic.getKey(), filler.fill(pages, (ObjectNode) topic.getValue()));
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
