package dev.sluice.engine;

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
