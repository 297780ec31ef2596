package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.EngineLimit;
import dev.sluice.batch.EngineLimits;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import java.util.List;
import java.util.stream.Collectors;

/** The engines that this hub has, as {@code sluice.engine.*} says. */
final class ConfiguredEngines implements EngineChoice {
    private final EngineSettings settings;
    private final List<EngineLimit> engines;
    private final OperationCatalog operations;

    ConfiguredEngines(EngineSettings settings, List<EngineLimits> engines, OperationCatalog operations) {
        this.settings = settings;
        this.engines =
                engines.stream().flatMap(engine -> engine.limits().stream()).toList();
        this.operations = operations;
    }

    @Override
    public String engineFor(Operation operation) {
        return settings.engineFor(operation);
    }

    @Override
    public void check(Operation operation, String engine, ObjectNode options) {
        List<String> names = engines.stream()
                .filter(limit -> limit.operation() == operation)
                .map(EngineLimit::engine)
                .toList();
        if (!names.contains(engine)) {
            throw new SluiceException(
                    ErrorCode.ENGINE_NOT_CONFIGURED,
                    "No engine '%s' serves the operation '%s'; configured are: %s."
                            .formatted(engine, operation.word(), names.stream().collect(Collectors.joining(", "))));
        }
        operations.check(operation, options);
    }
}
