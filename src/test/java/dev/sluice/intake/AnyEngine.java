package dev.sluice.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;

/** Every operation has an engine, which takes whatever it is asked for. */
public final class AnyEngine implements EngineChoice {
    @Override
    public String engineFor(Operation operation) {
        return "embedded";
    }

    @Override
    public void check(Operation operation, String engine, ObjectNode options) {
        // takes everything
    }
}
