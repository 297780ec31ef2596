package dev.sluice.engine.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a client asks for: a list of topics and, perhaps, a prompt.
 *
 * @param topics 1 to 200, in the client's order
 * @param prompt what the client says about all of them; empty when nothing
 */
public record TopicOptions(List<Topic> topics, String prompt) {
    private static final int MOST_TOPICS = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 10_000;

    public TopicOptions {
        topics = List.copyOf(topics);
    }

    /**
     * Reads {@code {"<list>": [{"name": "…", "description": "…"}], "prompt": "…"}}.
     *
     * @param list the list's name
     * @throws SluiceException with {@code INVALID_OPTIONS}, which says what is wrong and what would be right
     */
    public static TopicOptions read(ObjectNode options, String list) {
        for (Iterator<String> names = options.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(list) && !"prompt".equals(name)) {
                throw invalid(
                        "Option \"" + shortened(name) + "\" is unknown; \"" + list + "\" and \"prompt\" are known.");
            }
        }
        JsonNode items = options.path(list);
        if (!items.isArray() || items.isEmpty() || items.size() > MOST_TOPICS) {
            throw invalid("Option \"" + list + "\" has to be a list of 1 to " + MOST_TOPICS
                    + " objects with a \"name\" and, if you like, a \"description\""
                    + (items.isArray() ? "; it has " + items.size() + "." : "."));
        }
        List<Topic> topics = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Topic topic = topic(items.get(i), list + "[" + i + "]");
            if (!names.add(topic.name().strip().toLowerCase(Locale.ROOT))) {
                throw invalid("The name \"" + shortened(topic.name()) + "\" stands twice in option \"" + list
                        + "\"; each name may stand there once.");
            }
            topics.add(topic);
        }
        return new TopicOptions(topics, text(options, "prompt", "prompt", LONGEST_TEXT));
    }

    private static Topic topic(JsonNode item, String where) {
        if (!item.isObject()) {
            throw invalid("Option \"" + where + "\" has to be an object with a \"name\".");
        }
        for (Iterator<String> names = item.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!"name".equals(name) && !"description".equals(name)) {
                throw invalid("Option \"" + where + "." + shortened(name)
                        + "\" is unknown; \"name\" and \"description\" are known.");
            }
        }
        String name = text((ObjectNode) item, "name", where + ".name", LONGEST_NAME);
        if (name.isBlank()) {
            throw invalid("Option \"" + where + ".name\" has to be a text that is not blank.");
        }
        return new Topic(name, text((ObjectNode) item, "description", where + ".description", LONGEST_TEXT));
    }

    private static String text(ObjectNode node, String field, String where, int longest) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw invalid("Option \"" + where + "\" has to be a text.");
        }
        if (value.textValue().length() > longest) {
            throw invalid("Option \"" + where + "\" has " + value.textValue().length() + " characters; at most "
                    + longest + " are allowed.");
        }
        return value.textValue();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static SluiceException invalid(String sentence) {
        return new SluiceException(ErrorCode.INVALID_OPTIONS, sentence);
    }
}
