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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;

/** Carries operations out on extractions that lie in files. */
final class OperationRunner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OperationCatalog catalog = new OperationCatalog();

    OperationResult run(OperationTask task) throws IOException {
        ObjectNode result = result(task);
        PartWriter part =
                new PartWriter(Path.of(task.output(), Extraction.RESULT), "application/json", task.outputSize());
        try (part) {
            JSON.writeValue(part, result);
        }
        return new OperationResult(part.part());
    }

    private ObjectNode result(OperationTask task) throws IOException {
        try {
            return catalog.get(task.operation()).run(new Inputs(task.inputs()), task.options());
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    /** Reads each layout when it is asked for, and keeps none. */
    private static final class Inputs extends AbstractList<LayoutOperation.Input> {
        private final List<OperationTask.Input> inputs;

        Inputs(List<OperationTask.Input> inputs) {
            this.inputs = inputs;
        }

        @Override
        public LayoutOperation.Input get(int index) {
            OperationTask.Input input = inputs.get(index);
            try {
                return new LayoutOperation.Input(
                        inputs.size() == 1 ? "" : input.id(),
                        input.name(),
                        input.mediaType(),
                        LayoutReader.read(Path.of(input.layout())),
                        null,
                        input.splits());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int size() {
            return inputs.size();
        }
    }
}
