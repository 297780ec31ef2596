package dev.sluice.api.pulse;

import java.util.List;
import java.util.UUID;

/** Says where a result is written besides. */
@FunctionalInterface
interface OutputNames {
    /** The places, in words that a person can look them up by; empty if there are none. */
    List<String> of(BatchTarget target, String file, UUID jobId);
}
