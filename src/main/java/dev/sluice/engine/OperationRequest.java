package dev.sluice.engine;

import dev.sluice.batch.Operation;
import dev.sluice.engine.parser.OperationTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An operation to be carried out on extractions.
 *
 * @param operation any but extract
 * @param inputs at least one
 * @param options the operation's options
 * @param outputDirectory where the result is written
 */
public record OperationRequest(
        Operation operation, List<OperationTask.Input> inputs, Map<String, Object> options, Path outputDirectory) {}
