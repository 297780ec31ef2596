package dev.sluice.api.extractform;

import dev.sluice.api.query.Query;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.PartFile;
import dev.sluice.batch.Failure;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobEntry;
import dev.sluice.batch.JobList;
import dev.sluice.batch.JobState;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What came out of a job, straight from the store. */
@RestController
class JobResultController {
    private static final String RESULT = "result.json";
    private static final Map<String, String> TYPES = Map.of(
            "json",
            "application/json",
            "md",
            "text/markdown;charset=UTF-8",
            "txt",
            "text/plain;charset=UTF-8",
            "gz",
            "application/gzip");

    private final JobList jobs;
    private final ArtifactStore artifacts;

    JobResultController(JobList jobs, ArtifactStore artifacts) {
        this.jobs = jobs;
        this.artifacts = artifacts;
    }

    /** The result; {@code ?part=} names another file of it, as a download. */
    @GetMapping({"/api/jobs/{id}/result", "/api/jobs/{id}/extraction"})
    ResponseEntity<Resource> result(@PathVariable String id, HttpServletRequest request) {
        String tenant = ApiClient.of(request).tenantId();
        Query query = new Query(request, "part");
        JobEntry entry = jobs.find(tenant, Query.id(id, "job")).orElseThrow(() -> Query.notFound("job"));
        Artifact artifact = completed(entry.job(), tenant);
        String asked = query.text("part");
        PartFile part = part(artifact, asked == null ? RESULT : asked);
        ResponseEntity.BodyBuilder response = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, type(part.name()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .eTag(part.sha256());
        if (asked != null) {
            // Content of strangers: to be kept, never to be shown as a page of ours.
            response.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(part.name())
                            .build()
                            .toString());
        }
        return response.body(new FileSystemResource(artifacts.part(artifact.id(), part.name())));
    }

    private Artifact completed(Job job, String tenant) {
        if (!job.state().isFinal()) {
            throw new ApiException(ApiProblem.conflict(
                            "JOB_NOT_FINISHED",
                            "The job is " + Words.JobStatus.of(job.state()) + "; there is no result yet.")
                    .withHeader("Retry-After", "2"));
        }
        Failure failure = job.failure();
        if (job.state() != JobState.COMPLETED && failure != null) {
            throw new ApiException(new ApiProblem(
                    409,
                    job.state() == JobState.FAILED ? "JOB_FAILED" : "JOB_CANCELLED",
                    "There is no result: the job is " + Words.JobStatus.of(job.state()) + ". " + failure.message(),
                    List.of(new ApiProblem.Detail("job", failure.code().name(), failure.message())),
                    Map.of()));
        }
        return job.artifactId() == null
                ? none()
                : artifacts.find(tenant, job.artifactId()).orElseGet(JobResultController::none);
    }

    private static Artifact none() {
        throw new ApiException(ApiProblem.notFound("The job has left no result."));
    }

    /** Only what the artifact's own list names: a path from outside leads nowhere. */
    private static PartFile part(Artifact artifact, String name) {
        List<String> names = artifact.parts().stream().map(PartFile::name).toList();
        return artifact.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        ApiProblem.notFound("The result has no such part; it has " + String.join(", ", names) + ".")));
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
