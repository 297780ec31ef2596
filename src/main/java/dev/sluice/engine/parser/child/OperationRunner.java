package dev.sluice.engine.parser.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.OperationCatalog;
import dev.sluice.engine.OperationResult;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.extract.PartWriter;
import dev.sluice.engine.parser.OperationTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Carries operations out on extractions that lie in files. */
final class OperationRunner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OperationCatalog catalog = new OperationCatalog();

    OperationResult run(OperationTask task) throws IOException {
        List<LayoutOperation.Input> inputs = new ArrayList<>();
        for (OperationTask.Input input : task.inputs()) {
            inputs.add(new LayoutOperation.Input(
                    task.inputs().size() == 1 ? "" : input.id(),
                    input.name(),
                    input.mediaType(),
                    LayoutReader.read(Path.of(input.layout())),
                    null));
        }
        ObjectNode result = catalog.get(task.operation()).run(inputs, task.options());
        PartWriter part =
                new PartWriter(Path.of(task.output(), Extraction.RESULT), "application/json", task.outputSize());
        try (part) {
            JSON.writeValue(part, result);
        }
        return new OperationResult(part.part());
    }
}
