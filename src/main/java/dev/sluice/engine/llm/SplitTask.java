package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pages of a document, by topic: every page in exactly one. */
final class SplitTask implements LlmTask {
    private static final String OTHER = "other";

    private final ObjectNode options;
    private final List<String> topics;
    private final boolean ownOther;

    SplitTask(ObjectNode options) {
        this.options = options;
        this.topics = TopicList.names(options, "topics");
        this.ownOther = topics.contains(OTHER);
    }

    @Override
    public String name() {
        return "split";
    }

    @Override
    public ObjectNode request() {
        return options;
    }

    @Override
    public ObjectNode answerSchema() {
        List<String> words = new ArrayList<>(topics);
        if (!ownOther) {
            words.add(OTHER);
        }
        return Forms.object(
                "segments",
                Forms.list(Forms.object(
                        "reason",
                        Forms.type("string"),
                        "topic",
                        Forms.oneOf(words),
                        "pages",
                        Forms.list(Forms.type("integer")),
                        "confidence",
                        Forms.type("number"))));
    }

    @Override
    public List<String> objections(JsonNode answer, DocumentText text) {
        List<String> objections = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (JsonNode segment : answer.path("segments")) {
            objections.addAll(Forms.unknownPages(segment.path("pages"), text.pages()));
            for (JsonNode page : segment.path("pages")) {
                if (!seen.add(page.asInt())) {
                    objections.add("Page %s stands in two segments; it belongs into one.".formatted(page));
                }
            }
        }
        for (int page = 1; page <= text.pages(); page++) {
            if (!seen.contains(page)) {
                objections.add(
                        "Page %d stands in no segment; put it into one, %s if nothing fits.".formatted(page, OTHER));
            }
        }
        return objections;
    }

    /** The result as the embedded engine writes it. */
    ObjectNode result(JsonNode answer) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode splits = result.putObject("splits");
        topics.forEach(splits::putArray);
        ArrayNode segments = result.putArray("segments");
        for (JsonNode segment : answer.path("segments")) {
            String topic = segment.path("topic").asText();
            ArrayNode pages = splits.has(topic) ? (ArrayNode) splits.get(topic) : result.withArray(OTHER);
            ObjectNode written = segments.addObject().put("topic", topic);
            ArrayNode own = written.putArray("pages");
            segment.path("pages").forEach(page -> {
                pages.add(page.asInt());
                own.add(page.asInt());
            });
            written.put("confidence", Forms.share(segment.path("confidence")));
            written.put("reason", segment.path("reason").asText());
        }
        return result;
    }
}
