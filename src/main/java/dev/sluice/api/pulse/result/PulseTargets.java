package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.submit.SingleRuns;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Job;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads back what this dialect has kept with a batch. */
@Component
public class PulseTargets {
    private final BatchReader reader;
    private final SingleRuns runs;
    private final ObjectMapper mapper;

    PulseTargets(BatchReader reader, SingleRuns runs, ObjectMapper mapper) {
        this.runs = runs;
        this.reader = reader;
        this.mapper = mapper;
    }

    /** Of a job: of its batch, or of the single run that it is. */
    BatchTarget of(Job job) {
        return job.batchId() != null
                ? of(job.tenantId(), job.batchId())
                : runs.kept(job.tenantId(), job.id())
                        .map(json -> BatchTarget.read(mapper, json))
                        .orElse(BatchTarget.NONE);
    }

    /** Of a batch; a single run has its results written nowhere besides. */
    public BatchTarget of(String tenantId, @Nullable UUID batchId) {
        return batchId == null
                ? BatchTarget.NONE
                : reader.output(tenantId, batchId)
                        .map(json -> BatchTarget.read(mapper, json))
                        .orElse(BatchTarget.NONE);
    }
}
