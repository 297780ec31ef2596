package dev.sluice.engine.split;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.topic.Topic;
import java.util.List;

/** Writes the result of a split. */
final class SplitResult {
    private static final String OTHER = "other";
    private static final double DOUBTFUL = 0.4;

    private SplitResult() {}

    static ObjectNode of(List<Topic> topics, List<Part> parts) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode splits = result.putObject("splits");
        for (Topic topic : topics) {
            splits.putArray(topic.name());
        }
        ArrayNode segments = result.putArray("segments");
        boolean doubtful = false;
        for (Part part : parts) {
            String name = part.topic() < 0 ? OTHER : topics.get(part.topic()).name();
            ArrayNode pages = part.topic() < 0 ? result.withArray(OTHER) : (ArrayNode) splits.get(name);
            ObjectNode segment = segments.addObject().put("topic", name);
            ArrayNode own = segment.putArray("pages");
            for (int page : part.pages()) {
                pages.add(page);
                own.add(page);
            }
            segment.put("confidence", Math.round(part.confidence() * 1e4) / 1e4);
            segment.put("reason", part.reason());
            doubtful |= part.confidence() < DOUBTFUL;
        }
        ArrayNode warnings = result.putArray("warnings");
        if (doubtful) {
            warnings.addObject()
                    .put("code", "LOW_CONFIDENCE")
                    .put("message", "Some segments fit no topic clearly better than the others; see their confidence.");
        }
        return result;
    }
}
