package dev.sluice.engine.remote;

import dev.sluice.batch.Failure;
import dev.sluice.batch.SluiceException;
import org.jspecify.annotations.Nullable;

/** The engine itself is busy or away, whatever it is sent: what opens its circuit breaker. */
public final class EngineUnavailableException extends SluiceException {
    private static final long serialVersionUID = 1L;

    EngineUnavailableException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
