package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.classify.ClassifyOperation;
import dev.sluice.engine.extract.ExtractOptions;
import dev.sluice.engine.schema.SchemaOperation;
import dev.sluice.engine.split.SplitOperation;
import dev.sluice.engine.tables.TablesOperation;
import dev.sluice.engine.topic.TopicScorers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on extractions that Sluice carries out itself, offline. */
public final class OperationCatalog {
    /** Made at the first use: it takes a while, and the hub starts without. */
    private @Nullable Map<Operation, LayoutOperation> operations;

    /**
     * Checks the options of any operation.
     *
     * @throws SluiceException {@code INVALID_OPTIONS} with a sentence that names the option and what would be right
     */
    public void check(Operation operation, ObjectNode options) {
        if (operation == Operation.EXTRACT) {
            ExtractOptions.parse(options);
        } else {
            get(operation).check(options);
        }
    }

    /**
     * The operation.
     *
     * @throws SluiceException {@code ENGINE_NOT_CONFIGURED} for extract, which works on documents
     */
    public LayoutOperation get(Operation operation) {
        LayoutOperation found = operations().get(operation);
        if (found == null) {
            throw new SluiceException(
                    ErrorCode.ENGINE_NOT_CONFIGURED,
                    "No engine of ours carries the operation '%s' out on an extraction.".formatted(operation.word()));
        }
        return found;
    }

    private synchronized Map<Operation, LayoutOperation> operations() {
        if (operations == null) {
            // One for both, for each would read the same knowledge base.
            TopicScorers scorers = new TopicScorers();
            operations = Map.of(
                    Operation.SCHEMA, new SchemaOperation(),
                    Operation.TABLES, new TablesOperation(),
                    Operation.SPLIT, new SplitOperation(scorers),
                    Operation.CLASSIFY, new ClassifyOperation(scorers));
        }
        return operations;
    }
}
