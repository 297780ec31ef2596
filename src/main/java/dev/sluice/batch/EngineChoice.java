package dev.sluice.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Says which engines there are, and what they can be asked for. */
public interface EngineChoice {
    /** The name of the engine that serves an operation when nobody asks for another. */
    String engineFor(Operation operation);

    /** The engine that was asked for, or the one that serves the operation if none was. */
    default String engineFor(Operation operation, @Nullable String asked) {
        return asked == null ? engineFor(operation) : asked;
    }

    /**
     * Checks what somebody asks for, before a job is made of it.
     *
     * @param engine the engine's name
     * @param options the operation's options; an empty object for none
     * @throws SluiceException {@code ENGINE_NOT_CONFIGURED} if there is no such engine, {@code INVALID_OPTIONS} if it
     *     would not take those options; the sentence says what would be right
     */
    void check(Operation operation, String engine, ObjectNode options);
}
