package dev.sluice.batch;

/** Which engine serves an operation when nobody names one. */
@FunctionalInterface
public interface EngineChoice {
    /** The name of the engine, as in {@link EngineLimit}. */
    String engineFor(Operation operation);
}
