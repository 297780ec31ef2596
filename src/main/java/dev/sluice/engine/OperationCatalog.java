package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import java.util.EnumMap;
import java.util.Map;

/** The operations on extractions that Sluice carries out itself, offline. */
public final class OperationCatalog {
    private final Map<Operation, LayoutOperation> operations = new EnumMap<>(Operation.class);

    public OperationCatalog() {}

    /**
     * Checks the options of any operation.
     *
     * @throws SluiceException {@code INVALID_OPTIONS} with a sentence that names the option and what would be right
     */
    public void check(Operation operation, ObjectNode options) {
        if (operation == Operation.EXTRACT) {
            if (!options.isEmpty()) {
                throw new SluiceException(ErrorCode.INVALID_OPTIONS, "The operation extract takes no options yet.");
            }
            return;
        }
        get(operation).check(options);
    }

    /**
     * The operation.
     *
     * @throws SluiceException {@code ENGINE_NOT_CONFIGURED} for extract, which works on documents
     */
    public LayoutOperation get(Operation operation) {
        LayoutOperation found = operations.get(operation);
        if (found == null) {
            throw new SluiceException(
                    ErrorCode.ENGINE_NOT_CONFIGURED,
                    "No engine of ours carries the operation '%s' out on an extraction.".formatted(operation.word()));
        }
        return found;
    }
}
