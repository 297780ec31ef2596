package dev.sluice.engine;

/**
 * What an operation on extractions produced: the description of the file it wrote, never its content.
 *
 * @param part the job's result, {@link Extraction#RESULT}
 */
public record OperationResult(PartFile part) {}
