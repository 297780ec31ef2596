package dev.sluice.api.pulse.chain;

import dev.sluice.batch.Operation;
import java.util.List;

/**
 * A stage that a client asks for; what it refers to is not yet looked up.
 *
 * @param selection which earlier results it works on
 * @param warnings what of the request has no effect
 */
record Stage(Operation operation, Selection selection, StageConfig config, List<String> warnings) {
    Stage {
        warnings = List.copyOf(warnings);
    }
}
