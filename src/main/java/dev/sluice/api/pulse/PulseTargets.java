package dev.sluice.api.pulse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.BatchReader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads back what this dialect has kept with a batch. */
@Component
class PulseTargets {
    private final BatchReader reader;
    private final ObjectMapper mapper;

    PulseTargets(BatchReader reader, ObjectMapper mapper) {
        this.reader = reader;
        this.mapper = mapper;
    }

    /** Of a batch, or of a single run, for which nothing is kept. */
    BatchTarget of(String tenantId, @Nullable UUID batchId) {
        return batchId == null
                ? BatchTarget.NONE
                : reader.output(tenantId, batchId)
                        .map(json -> BatchTarget.read(mapper, json))
                        .orElse(BatchTarget.NONE);
    }
}
