package dev.sluice.batch;

/** Says which engine serves an operation when nobody asks for another. */
@FunctionalInterface
public interface EngineChoice {
    /** The name of the engine. */
    String engineFor(Operation operation);
}
