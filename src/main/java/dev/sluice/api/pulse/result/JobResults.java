package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.answer.OwnJson;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.Job;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The result of one job, as it is answered by {@code GET /job/{id}} and by a synchronous call alike. */
@Component
public class JobResults {
    private final ArtifactStore artifacts;
    private final PulseResults results;
    private final PulseTargets targets;
    private final LargeResults large;

    JobResults(ArtifactStore artifacts, PulseResults results, PulseTargets targets, LargeResults large) {
        this.artifacts = artifacts;
        this.results = results;
        this.targets = targets;
        this.large = large;
    }

    /** The result of a job as {@code GET /job/{id}} has it; the caller closes it; empty if there is none. */
    public Optional<Spool> find(Job job, String origin) throws IOException {
        Optional<Artifact> artifact = artifact(job);
        return artifact.isEmpty() ? Optional.empty() : Optional.of(result(job, artifact.get(), origin));
    }

    /**
     * The result of a completed job, or a link to it if it is large; the caller closes it.
     *
     * @param origin what links begin with
     * @throws FileNotFoundException if the job has none
     */
    public Spool get(Job job, String origin) throws IOException {
        return result(job, stored(job), origin);
    }

    /** The result itself, or a link to it if it is large. */
    private Spool result(Job job, Artifact artifact, String origin) throws IOException {
        if (!isExtraction(job)) {
            return whole(job, artifact, targets.of(job), origin);
        }
        Optional<String> link = large.link(job, pages(artifact), LargeResults.UNKNOWN);
        if (link.isEmpty()) {
            Spool whole = whole(job, artifact, targets.of(job), origin);
            link = large.link(job, pages(artifact), whole.size());
            if (link.isEmpty()) {
                return whole;
            }
            whole.close();
        }
        return pointer(job, artifact, origin + link.get());
    }

    private Spool pointer(Job job, Artifact artifact, String url) throws IOException {
        int pages = pages(artifact);
        ObjectNode pointer =
                JsonNodeFactory.instance.objectNode().put("is_url", true).put("url", url);
        if (targets.of(job).stored()) {
            pointer.put("extraction_id", artifact.id().toString());
        }
        pointer.put("page_count", pages);
        pointer.putObject("plan_info").put("tier", "self-hosted").put("pages_used", pages);
        Spool spool = new Spool();
        spool.write(pointer.toString().getBytes(StandardCharsets.UTF_8));
        return spool;
    }

    private Spool whole(Job job, Artifact artifact, BatchTarget target, String origin) throws IOException {
        Spool answer = new Spool();
        try (JsonGenerator json = OwnJson.FACTORY.createGenerator((OutputStream) answer)) {
            results.write(artifact, job.operation(), target, origin, json, answer);
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
        return answer;
    }

    /** Whether {@link #get} gives a link in place of the job's result. */
    public boolean isLarge(Job job, String origin) throws IOException {
        Optional<Artifact> artifact = artifact(job);
        if (artifact.isEmpty() || !isExtraction(job)) {
            return false;
        }
        try (Spool ignored = result(job, artifact.get(), origin)) {
            return large.link(job, pages(artifact.get()), LargeResults.UNKNOWN).isPresent();
        }
    }

    /** A large result itself, without members at old places; the caller closes it. */
    public Spool core(Job job, String origin) throws IOException {
        return whole(job, stored(job), targets.of(job).once(), origin);
    }

    private boolean isExtraction(Job job) {
        return targets.of(job).isExtraction(job.operation());
    }

    private static int pages(Artifact artifact) {
        return Math.max(1, artifact.summary().path("pageCount").asInt(1));
    }

    private Artifact stored(Job job) throws IOException {
        return artifact(job).orElseThrow(() -> new FileNotFoundException("job " + job.id() + " has no result"));
    }

    private Optional<Artifact> artifact(Job job) {
        return job.artifactId() == null ? Optional.empty() : artifacts.find(job.tenantId(), job.artifactId());
    }
}
