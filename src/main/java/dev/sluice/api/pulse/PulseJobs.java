package dev.sluice.api.pulse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.f4b6a3.uuid.util.UuidUtil;
import dev.sluice.api.jobs.BatchJobs;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.api.jobs.Spool;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Job;
import dev.sluice.http.ApiException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What became of a batch or of one document, and the end of either on request. */
@Component
class PulseJobs {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BatchReader reader;
    private final BatchJobs batchJobs;
    private final LeftOut leftOut;
    private final BatchService batches;
    private final ArtifactStore artifacts;
    private final PulseResults results;
    private final PulseTargets targets;
    private final PulseOutputs outputs;

    PulseJobs(
            BatchReader reader,
            BatchJobs batchJobs,
            LeftOut leftOut,
            BatchService batches,
            ArtifactStore artifacts,
            PulseResults results,
            PulseTargets targets,
            PulseOutputs outputs) {
        this.reader = reader;
        this.batchJobs = batchJobs;
        this.leftOut = leftOut;
        this.batches = batches;
        this.artifacts = artifacts;
        this.results = results;
        this.targets = targets;
        this.outputs = outputs;
    }

    /**
     * The answer to {@code GET /job/{id}}, of whatever size; the caller closes it.
     *
     * @throws ApiException {@code JOB_001}
     */
    Spool read(String tenantId, String id) throws IOException {
        UUID uuid = uuid(id);
        Spool answer = new Spool();
        try (JsonGenerator json = OwnJson.FACTORY.createGenerator((OutputStream) answer)) {
            if (!parent(tenantId, uuid, json, answer)) {
                Job job = reader.job(tenantId, uuid).orElseThrow(PulseJobs::unknown);
                child(job, json, answer);
            }
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
        return answer;
    }

    private boolean parent(String tenantId, UUID id, JsonGenerator json, Spool answer) throws IOException {
        try (ParentJob parent = new ParentJob(targets.of(tenantId, id), outputs)) {
            Optional<Batch> batch = batchJobs.read(tenantId, id, parent::add);
            if (batch.isPresent()) {
                leftOut.read(tenantId, id, parent::skip);
                parent.write(batch.get(), json, answer);
            }
            return batch.isPresent();
        }
    }

    private void child(Job job, JsonGenerator json, Spool answer) throws IOException {
        // Ids are UUIDv7: they tell when the document was accepted.
        JobEnvelope.begin(
                json, job.id(), JobEnvelope.status(job.state()), UuidUtil.getInstant(job.id()), job.endedAt());
        Optional<Artifact> artifact = artifact(job);
        if (artifact.isPresent()) {
            json.writeFieldName("result");
            results.write(artifact.get(), job.operation(), targets.of(job), json, answer);
        }
        JobEnvelope.end(json, job.state().isFinal() ? job.failure() : null);
    }

    /** The result of a completed job by itself, as {@link #read} has it; the caller closes it. */
    Spool result(Job job) throws IOException {
        Artifact artifact =
                artifact(job).orElseThrow(() -> new FileNotFoundException("job " + job.id() + " has no result"));
        Spool answer = new Spool();
        try (JsonGenerator json = OwnJson.FACTORY.createGenerator((OutputStream) answer)) {
            results.write(artifact, job.operation(), targets.of(job), json, answer);
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
        return answer;
    }

    private Optional<Artifact> artifact(Job job) {
        return job.artifactId() == null ? Optional.empty() : artifacts.find(job.tenantId(), job.artifactId());
    }

    /**
     * Ends a batch with all its documents, or one document. What is final stays as it is.
     *
     * @return a sentence that says what happened
     * @throws ApiException {@code JOB_001}
     */
    String cancel(String tenantId, String id) {
        UUID uuid = uuid(id);
        Optional<Batch> batch = reader.batch(tenantId, uuid);
        if (batch.isPresent()) {
            return batches.cancel(uuid)
                    ? "Batch job cancelled; documents that were finished keep their results."
                    : "The batch job was "
                            + JobEnvelope.status(
                                    reader.batch(tenantId, uuid).orElseThrow().status()) + " already.";
        }
        if (reader.job(tenantId, uuid).isEmpty()) {
            throw unknown();
        }
        return batches.cancelJob(uuid)
                ? "Job cancelled."
                : "The job was "
                        + JobEnvelope.status(
                                reader.job(tenantId, uuid).orElseThrow().state()) + " already.";
    }

    private static UUID uuid(String id) {
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
        return UUID.fromString(id);
    }

    private static ApiException unknown() {
        return PulseError.JOB_001.because("There is no job of this id.");
    }
}
