package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.extract.PageSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The operation schema: fills the fields of a JSON Schema from what was extracted, offline and by rules.
 *
 * <p>Options: {@code schema}, a JSON Schema (2020-12) of type object; {@code prompt}, text that may say how the
 * document writes dates; {@code effort}, accepted and without effect here; {@code pages}, the only pages to read, such
 * as {@code "1-2,5"}. Or, with a split as the input,
 * {@code topics}: an object that has such options for each topic.
 *
 * <p>The result has {@code values} in the schema's shape, {@code citations} (ids of blocks and tables, with
 * {@code <extraction id>-} before them when the input has an id and is not the only one) and {@code confidence} (0 to
 * 1) in the same shape, and {@code warnings}. What is not in the text is null; an array without items is empty. Several
 * inputs give one answer: of each field the surest value, the arrays one after the other.
 */
public final class SchemaOperation implements LayoutOperation {
    private final Lexicon lexicon = new Lexicon();
    private final SchemaCheck check = new SchemaCheck();
    private final TopicSchemas topics = new TopicSchemas(this);

    @Override
    public void check(ObjectNode options) {
        if (TopicSchemas.asked(options)) {
            topics.check(options);
        } else {
            check.check(options);
        }
    }

    @Override
    public ObjectNode run(List<Input> inputs, ObjectNode options) {
        if (TopicSchemas.asked(options)) {
            Input input = inputs.get(0);
            return TopicSchemas.fill(
                    options,
                    inputs.size() == 1 ? input.splits() : null,
                    (pages, own) -> run(List.of(input.only(pages)), own));
        }
        Field root = FieldReader.read(options.path("schema"));
        String prompt = options.path("prompt").asText("");
        PageSelection pages =
                options.has("pages") ? PageSelection.parse(options.get("pages").asText()) : PageSelection.ALL;
        List<Answer> answers = new ArrayList<>();
        for (Input input : inputs) {
            String prefix = inputs.size() > 1 && !input.id().isEmpty() ? input.id() + "-" : "";
            answers.add(answer(root, part(input, pages), prefix, prompt));
        }
        Answer answer = Merge.of(root, answers);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("values", answer.value());
        result.set("citations", answer.citations());
        result.set("confidence", answer.confidence());
        result.set("warnings", warnings(root, answer));
        return result;
    }

    private static Input part(Input input, PageSelection pages) {
        if (pages.all()) {
            return input;
        }
        List<Integer> asked = pages.of(input.layout().pageCount());
        List<Integer> own = input.pages();
        return input.only(
                own == null ? asked : asked.stream().filter(own::contains).toList());
    }

    private Answer answer(Field root, Input input, String prefix, String prompt) {
        RunWords words = new RunWords(lexicon.words());
        Planner planner = new Planner(lexicon, words);
        Set<Long> own = new OwnLabels(planner).of(root);
        View view = ViewBuilder.build(input, prefix);
        DocumentReading document = new DocumentReading(view, lexicon, words, own, prompt, prefix);
        return new DocumentFiller(document, planner).fill(root);
    }

    private static ArrayNode warnings(Field root, Answer answer) {
        ArrayNode warnings = JsonNodeFactory.instance.arrayNode();
        List<String> missing = Missing.of(root, answer.value());
        if (!missing.isEmpty()) {
            String named = String.join(", ", missing.subList(0, Math.min(20, missing.size())));
            warnings.add("Required but not found in the text: " + named + (missing.size() > 20 ? ", ..." : "") + ".");
        }
        return warnings;
    }
}
