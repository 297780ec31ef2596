package dev.sluice.engine.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges an answer: is it JSON, has it the form that was asked for, does what it cites exist. */
final class AnswerCheck {
    private static final int MOST_PROBLEMS = 20;
    private static final Pattern FENCED = Pattern.compile("\\s*```[a-z]*\\s*\\n(.*)\\n\\s*```\\s*", Pattern.DOTALL);

    /**
     * The verdict.
     *
     * @param answer missing if there are problems
     * @param problems sentences for the model; empty: it is good
     */
    record Verdict(JsonNode answer, List<String> problems) {
        boolean good() {
            return problems.isEmpty();
        }
    }

    private final LlmTask task;
    private final Schema schema;

    AnswerCheck(LlmTask task) {
        this.task = task;
        // A schema is a client's text: nothing that it refers to is fetched from anywhere.
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemaLoader(
                                loader -> loader.fetchRemoteResources(false).allow(iri -> false)))
                .getSchema(task.judgedBy());
    }

    Verdict judge(String text, DocumentText document) {
        JsonNode answer;
        try {
            Matcher fenced = FENCED.matcher(text);
            answer = Json.parse(fenced.matches() ? fenced.group(1) : text);
        } catch (JsonProcessingException e) {
            return bad(List.of("The answer is not JSON: " + e.getOriginalMessage()));
        }
        List<String> problems = schema.validate(answer).stream()
                .map(Object::toString)
                .limit(MOST_PROBLEMS)
                .toList();
        if (problems.isEmpty()) {
            problems = task.objections(answer, document).stream()
                    .limit(MOST_PROBLEMS)
                    .toList();
        }
        return problems.isEmpty() ? new Verdict(answer, List.of()) : bad(problems);
    }

    private static Verdict bad(List<String> problems) {
        return new Verdict(JsonNodeFactory.instance.missingNode(), problems);
    }
}
