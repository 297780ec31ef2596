package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the model is asked for one operation, and what its answer must be. */
interface LlmTask {
    /** Name of the prompt, which is that of the operation. */
    String name();

    /** What the client asked for, as it is shown to the model. */
    ObjectNode request();

    /** The schema that the model is given. */
    ObjectNode answerSchema();

    /** Whether that schema keeps to what endpoints can hold a model to. */
    default boolean strict() {
        return true;
    }

    /** The schema by which the answer is judged. */
    default ObjectNode judgedBy() {
        return answerSchema();
    }

    /**
     * What is wrong with an answer of the right form: what it cites must exist.
     *
     * @param text what the model was shown
     * @return sentences for the model; empty: nothing
     */
    List<String> objections(JsonNode answer, DocumentText text);
}
