package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.ArrayList;
import java.util.List;

/** The names that a client wants documents or pages to be sorted by. */
final class TopicList {
    private TopicList() {}

    /**
     * The names in that list of the options.
     *
     * @throws SluiceException {@code INVALID_OPTIONS}
     */
    static List<String> names(ObjectNode options, String list) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : options.path(list)) {
            names.add(item.path("name").asText(""));
        }
        if (names.isEmpty() || names.contains("")) {
            throw new SluiceException(
                    ErrorCode.INVALID_OPTIONS,
                    "Option \"" + list + "\" has to be a list of objects, each with a \"name\".");
        }
        return names;
    }
}
