package dev.sluice.api.extractform;

import dev.sluice.api.query.ApiSettings;
import dev.sluice.api.query.Links;
import dev.sluice.api.query.Page;
import dev.sluice.api.query.Query;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.JobEntry;
import dev.sluice.batch.JobFilter;
import dev.sluice.batch.JobList;
import dev.sluice.batch.JobState;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import dev.sluice.intake.document.Documents;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Single documents through one operation. */
@RestController
@RequestMapping(path = "/api/jobs", produces = "application/json")
class JobController {
    private final JobList jobs;
    private final BatchService service;
    private final JobViews views;
    private final Documents documents;
    private final ApiSettings settings;

    JobController(JobList jobs, BatchService service, JobViews views, Documents documents, ApiSettings settings) {
        this.jobs = jobs;
        this.service = service;
        this.views = views;
        this.documents = documents;
        this.settings = settings;
    }

    /** The latest try of each document, newest first. */
    @GetMapping
    ResponseEntity<Page.Body<JobView>> list(HttpServletRequest request) {
        String tenant = ApiClient.of(request).tenantId();
        Query query = new Query(request, "page", "limit", "cursor", "status", "type", "externalRef", "errorCode");
        Words.JobStatus status = query.word("status", Words.JobStatus.class);
        Words.JobType type = query.word("type", Words.JobType.class);
        String ref = query.reference("externalRef");
        Page page = Page.of(query);
        JobFilter filter = new JobFilter(
                tenant,
                null,
                type == null ? null : type.operation,
                status == null ? null : status.state,
                query.word("errorCode", ErrorCode.class),
                ref == null ? null : documents.jobsOf(tenant, ref));
        return page.answer(
                request,
                query,
                Links.of(request, settings.publicUrl()),
                jobs.page(filter, page.cursorId(), page.offset(), page.limit() + 1),
                jobs.count(filter),
                entry -> entry.job().id().toString(),
                entries -> views.of(tenant, entries));
    }

    @GetMapping("/{id}")
    ResponseEntity<JobView> get(@PathVariable String id, HttpServletRequest request) {
        new Query(request);
        return answer(ResponseEntity.ok(), find(id, request), request);
    }

    /** A failed or cancelled job is tried again by a new one, which the answer shows. Asking twice gives the same one. */
    @PostMapping("/{id}/restart")
    ResponseEntity<JobView> restart(@PathVariable String id, HttpServletRequest request) {
        new Query(request);
        JobEntry old = find(id, request);
        JobState state = old.job().state();
        if (state != JobState.FAILED && state != JobState.CANCELED) {
            throw new ApiException(ApiProblem.conflict(
                    state.isFinal() ? "CONFLICT" : "JOB_NOT_FINISHED",
                    "The job is " + Words.JobStatus.of(state)
                            + "; only a FAILED or CANCELLED one can be tried again."));
        }
        UUID again = service.retry(old.job().id());
        return answer(
                ResponseEntity.accepted()
                        .location(URI.create(
                                Links.of(request, settings.publicUrl()).job(again))),
                find(again.toString(), request),
                request);
    }

    /** Repeated on a cancelled job it changes nothing. */
    @PostMapping("/{id}/cancel")
    ResponseEntity<JobView> cancel(@PathVariable String id, HttpServletRequest request) {
        new Query(request);
        boolean canceled = service.cancelJob(find(id, request).job().id());
        JobEntry after = find(id, request);
        if (!canceled && after.job().state() != JobState.CANCELED) {
            throw new ApiException(ApiProblem.conflict(
                    "CONFLICT",
                    "The job has ended already: "
                            + Words.JobStatus.of(after.job().state()) + "."));
        }
        return answer(ResponseEntity.status(canceled ? 202 : 200), after, request);
    }

    private JobEntry find(String id, HttpServletRequest request) {
        return jobs.find(ApiClient.of(request).tenantId(), Query.id(id, "job"))
                .orElseThrow(() -> Query.notFound("job"));
    }

    private ResponseEntity<JobView> answer(
            ResponseEntity.BodyBuilder response, JobEntry entry, HttpServletRequest request) {
        if (!entry.job().state().isFinal()) {
            response.header("Retry-After", "2");
        }
        return response.header("Cache-Control", "no-cache")
                .body(views.of(ApiClient.of(request).tenantId(), entry));
    }
}
