package dev.sluice.api.extractform;

import dev.sluice.api.query.ApiSettings;
import dev.sluice.api.query.Links;
import dev.sluice.api.query.Page;
import dev.sluice.api.query.Query;
import dev.sluice.batch.BatchEntry;
import dev.sluice.batch.BatchList;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.JobFilter;
import dev.sluice.batch.JobList;
import dev.sluice.batch.JobState;
import dev.sluice.intake.document.Documents;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The jobs of a run, the latest try of each document, in the order of submission. */
@RestController
class RunJobsController {
    private final BatchList batches;
    private final JobList jobs;
    private final JobViews views;
    private final Documents documents;
    private final ApiSettings settings;

    RunJobsController(BatchList batches, JobList jobs, JobViews views, Documents documents, ApiSettings settings) {
        this.batches = batches;
        this.jobs = jobs;
        this.views = views;
        this.documents = documents;
        this.settings = settings;
    }

    @GetMapping(path = "/api/job-runs/{id}/jobs", produces = "application/json")
    ResponseEntity<Page.Body<JobView>> list(@PathVariable String id, HttpServletRequest request) {
        String tenant = ApiClient.of(request).tenantId();
        UUID runId = Query.id(id, "job run");
        Query query = new Query(request, "page", "limit", "cursor", "status", "externalRef", "errorCode");
        Words.JobStatus status = query.word("status", Words.JobStatus.class);
        String ref = query.reference("externalRef");
        Page page = Page.of(query);
        JobFilter filter = new JobFilter(
                tenant,
                runId,
                null,
                status == null ? null : status.state,
                query.word("errorCode", ErrorCode.class),
                ref == null ? null : documents.jobsOf(tenant, ref));
        BatchEntry run = batches.find(tenant, runId).orElseThrow(() -> Query.notFound("job run"));
        boolean byPlace = page.cursor() != null || filter.isAll() && !run.retried();
        int afterPlace = page.cursor() != null ? page.cursorPlace() : byPlace ? page.lastPlaceBefore() : -1;
        return page.answer(
                request,
                query,
                Links.of(request, settings.publicUrl()),
                jobs.pageOfBatch(filter, afterPlace, byPlace ? 0 : page.offset(), page.limit() + 1),
                total(filter, run),
                entry -> Integer.toString(entry.seq()),
                entries -> views.of(tenant, entries));
    }

    /** The counters know it, unless something rarer is asked for. */
    private long total(JobFilter filter, BatchEntry run) {
        if (filter.code() != null || filter.among() != null) {
            return jobs.count(filter);
        }
        JobState state = filter.state();
        if (state == null) {
            return run.batch().counts().total();
        }
        return switch (state) {
            case PENDING -> run.batch().counts().pending();
            case READY -> run.batch().counts().active() - run.running();
            case RUNNING -> run.running();
            case COMPLETED -> run.batch().counts().completed();
            case FAILED -> run.batch().counts().failed();
            case CANCELED -> run.batch().counts().canceled();
        };
    }
}
