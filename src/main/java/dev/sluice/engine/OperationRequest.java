package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.Operation;
import dev.sluice.engine.parser.OperationTask;
import java.nio.file.Path;
import java.util.List;

/**
 * An operation to be carried out on extractions.
 *
 * @param operation any but extract
 * @param inputs at least one
 * @param options the operation's options
 * @param outputDirectory where the result is written
 */
public record OperationRequest(
        Operation operation, List<OperationTask.Input> inputs, ObjectNode options, Path outputDirectory) {}
