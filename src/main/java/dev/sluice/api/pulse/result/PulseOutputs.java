package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.api.jobs.BatchJobs;
import dev.sluice.api.pulse.answer.OwnJson;
import dev.sluice.api.pulse.answer.PulseOrigin;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.OutputDestinations;
import dev.sluice.artifact.OutputTarget;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes results besides where the client of a batch wants them, before their jobs count as completed. */
@Component
public class PulseOutputs {
    private final OutputDestinations destinations;
    private final PulseTargets targets;
    private final PulseResults results;
    private final BatchJobs jobs;
    private final ArtifactStore artifacts;
    private final PulseOrigin origin;

    PulseOutputs(
            OutputDestinations destinations,
            PulseTargets targets,
            PulseResults results,
            BatchJobs jobs,
            ArtifactStore artifacts,
            PulseOrigin origin) {
        this.origin = origin;
        this.destinations = destinations;
        this.targets = targets;
        this.results = results;
        this.jobs = jobs;
        this.artifacts = artifacts;
    }

    /** Judges what a client asks for; the answer is kept with the batch. */
    public OutputTarget check(@Nullable String s3Prefix, @Nullable String localPath) {
        return destinations.check(s3Prefix, localPath);
    }

    /**
     * Writes the result of a job whose batch came in through this dialect; does nothing for others.
     *
     * @throws SluiceException {@code OUTPUT_NOT_WRITABLE}, {@code INVALID_OUTPUT} or {@code STORAGE_UNAVAILABLE}
     */
    public void publish(StoredResult result) {
        ClaimedJob job = result.job();
        BatchTarget target = targets.of(job.tenantId(), job.batchId());
        OutputTarget output = target.output();
        if (output == null) {
            return;
        }
        try {
            Path directory = artifacts.newDirectory();
            try {
                Path file = directory.resolve("result.json");
                write(result, target, file);
                destinations.write(output, jobs.fileName(job.tenantId(), job.intakeId()), job, file);
            } finally {
                artifacts.discard(directory);
            }
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The result could not be written: " + e.getMessage(), e);
        }
    }

    private void write(StoredResult result, BatchTarget target, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                JsonGenerator json = OwnJson.FACTORY.createGenerator(out)) {
            results.write(result.artifact(), result.job().operation(), target, origin.withoutRequest(), json, out);
        }
    }

    /** Where a result lies besides; empty if nowhere. */
    public List<String> places(BatchTarget target, String file, UUID jobId) {
        OutputTarget output = target.output();
        return output == null ? List.of() : OutputDestinations.places(output, file, jobId);
    }
}
