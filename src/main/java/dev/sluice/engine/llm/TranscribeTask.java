package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The text of a document as clean Markdown, page by page. */
final class TranscribeTask implements LlmTask {
    @Override
    public String name() {
        return "extract";
    }

    @Override
    public ObjectNode request() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public ObjectNode answerSchema() {
        return Forms.object(
                "pages", Forms.list(Forms.object("page", Forms.type("integer"), "markdown", Forms.type("string"))));
    }

    @Override
    public List<String> objections(JsonNode answer, DocumentText text) {
        List<String> objections = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (JsonNode page : answer.path("pages")) {
            int number = page.path("page").asInt();
            if (number < 1 || number > text.pages()) {
                objections.add(
                        "There is no page %d; the document has the pages 1 to %d.".formatted(number, text.pages()));
            } else if (!seen.add(number)) {
                objections.add("Page %d is given twice; give each page once.".formatted(number));
            }
        }
        text.blocks().stream()
                .filter(block -> !block.text().isBlank())
                .map(block -> Math.max(1, block.page()))
                .distinct()
                .filter(page -> !seen.contains(page))
                .forEach(page -> objections.add("Page %d is missing.".formatted(page)));
        return objections;
    }
}
