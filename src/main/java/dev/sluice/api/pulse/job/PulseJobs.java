package dev.sluice.api.pulse.job;

import com.fasterxml.jackson.core.JsonGenerator;
import com.github.f4b6a3.uuid.util.UuidUtil;
import dev.sluice.api.jobs.BatchJobs;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.answer.JsonList;
import dev.sluice.api.pulse.answer.OwnJson;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.result.JobResults;
import dev.sluice.api.pulse.result.PulseOutputs;
import dev.sluice.api.pulse.result.PulseTargets;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Job;
import dev.sluice.http.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What became of a batch or of one document, and the end of either on request. */
@Component
public class PulseJobs {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BatchReader reader;
    private final BatchJobs batchJobs;
    private final LeftOut leftOut;
    private final BatchService batches;
    private final JobResults results;
    private final PulseTargets targets;
    private final PulseOutputs outputs;
    private final ObjectProvider<OtherJobs> other;

    PulseJobs(
            BatchReader reader,
            BatchJobs batchJobs,
            LeftOut leftOut,
            BatchService batches,
            JobResults results,
            PulseTargets targets,
            PulseOutputs outputs,
            ObjectProvider<OtherJobs> other) {
        this.reader = reader;
        this.batchJobs = batchJobs;
        this.leftOut = leftOut;
        this.batches = batches;
        this.results = results;
        this.targets = targets;
        this.outputs = outputs;
        this.other = other;
    }

    /**
     * The answer to {@code GET /job/{id}}, of whatever size; the caller closes it.
     *
     * @param origin what links begin with
     * @throws ApiException {@code JOB_001}
     */
    Spool read(String tenantId, String id, String origin) throws IOException {
        UUID uuid = uuid(id);
        Spool answer = new Spool();
        try (JsonGenerator json = OwnJson.FACTORY.createGenerator((OutputStream) answer)) {
            if (!parent(tenantId, uuid, json, answer)) {
                Optional<Job> job = reader.job(tenantId, uuid);
                if (job.isPresent()) {
                    child(job.get(), origin, json, answer);
                } else if (!other(tenantId, uuid, origin, json)) {
                    throw unknown();
                }
            }
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
        return answer;
    }

    private boolean other(String tenantId, UUID id, String origin, JsonGenerator json) throws IOException {
        for (OtherJobs others : other) {
            if (others.write(tenantId, id, origin, json)) {
                return true;
            }
        }
        return false;
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

    private void child(Job job, String origin, JsonGenerator json, Spool answer) throws IOException {
        // Ids are UUIDv7: they tell when the document was accepted.
        JobEnvelope.begin(
                json, job.id(), JobEnvelope.status(job.state()), UuidUtil.getInstant(job.id()), job.endedAt());
        Optional<Spool> result = results.find(job, origin);
        if (result.isPresent()) {
            try (Spool spool = result.get()) {
                JsonList.insert("result", spool, json, answer);
            }
        }
        JobEnvelope.end(json, job.state().isFinal() ? job.failure() : null);
    }

    /**
     * A job of the tenant.
     *
     * @throws ApiException {@code JOB_001}
     */
    public Job find(String tenantId, String id) {
        return reader.job(tenantId, uuid(id)).orElseThrow(PulseJobs::unknown);
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
            return other.stream()
                    .flatMap(others -> others.cancel(tenantId, uuid).stream())
                    .findFirst()
                    .orElseThrow(PulseJobs::unknown);
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
