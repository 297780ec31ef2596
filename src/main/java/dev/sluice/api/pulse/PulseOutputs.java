package dev.sluice.api.pulse;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes results besides where a batch wants them. */
@Component
class PulseOutputs implements OutputNames {
    void check(BatchExtractRequest.Output output) {}

    @Override
    public List<String> of(BatchTarget target, String file, UUID jobId) {
        return List.of();
    }
}
