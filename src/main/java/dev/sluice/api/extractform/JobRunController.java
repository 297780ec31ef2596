package dev.sluice.api.extractform;

import dev.sluice.api.query.ApiSettings;
import dev.sluice.api.query.Links;
import dev.sluice.api.query.Page;
import dev.sluice.api.query.Query;
import dev.sluice.batch.BatchEntry;
import dev.sluice.batch.BatchFilter;
import dev.sluice.batch.BatchList;
import dev.sluice.batch.BatchPhase;
import dev.sluice.batch.BatchService;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Job runs: a batch each. */
@RestController
@RequestMapping(path = "/api/job-runs", produces = "application/json")
class JobRunController {
    /** Seconds after which asking again may show something new. */
    private static final String ASK_AGAIN = "2";

    private final BatchList batches;
    private final BatchService service;
    private final RunRetry retries;
    private final ApiSettings settings;

    JobRunController(BatchList batches, BatchService service, RunRetry retries, ApiSettings settings) {
        this.batches = batches;
        this.service = service;
        this.retries = retries;
        this.settings = settings;
    }

    @GetMapping
    ResponseEntity<Page.Body<JobRunView>> list(HttpServletRequest request) {
        Query query = new Query(
                request,
                "page",
                "limit",
                "cursor",
                "sort",
                "status",
                "jobType",
                "externalRef",
                "source",
                "createdAfter",
                "createdBefore");
        Words.RunStatus status = query.word("status", Words.RunStatus.class);
        Words.JobType type = query.word("jobType", Words.JobType.class);
        Words.Source source = query.word("source", Words.Source.class);
        BatchFilter filter = new BatchFilter(
                ApiClient.of(request).tenantId(),
                status == null ? null : status.phase,
                type == null ? null : type.operation,
                query.reference("externalRef"),
                source == null ? null : source == Words.Source.WATCH,
                query.time("createdAfter"),
                query.time("createdBefore"));
        boolean oldestFirst = query.oldestFirst();
        Page page = Page.of(query);
        Links links = Links.of(request, settings.publicUrl());
        return page.answer(
                request,
                query,
                links,
                batches.page(filter, oldestFirst, page.cursorId(), page.offset(), page.limit() + 1),
                batches.count(filter),
                entry -> entry.batch().id().toString(),
                entries -> entries.stream()
                        .map(entry -> JobRunView.of(entry, links))
                        .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<JobRunView> get(@PathVariable String id, HttpServletRequest request) {
        new Query(request);
        return answer(ResponseEntity.ok(), find(id, request), request);
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<JobRunView> cancel(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable CancelBody body,
            HttpServletRequest request) {
        new Query(request);
        BatchEntry before = find(id, request);
        boolean canceled = service.cancel(before.batch().id());
        BatchEntry after = find(id, request);
        BatchPhase phase = BatchPhase.of(after.batch());
        if (!canceled && phase != BatchPhase.CANCELED) {
            throw new ApiException(ApiProblem.conflict(
                    "RUN_ALREADY_TERMINAL", "The run has ended already: " + Words.RunStatus.of(after.batch()) + "."));
        }
        return answer(ResponseEntity.status(canceled ? 202 : 200), after, request);
    }

    @PostMapping("/{id}/retry")
    ResponseEntity<RunRetry.Answer> retry(
            @PathVariable String id,
            @RequestBody(required = false) RunRetry.@Nullable Body body,
            HttpServletRequest request) {
        new Query(request);
        return ResponseEntity.accepted().body(retries.retry(find(id, request).batch(), body));
    }

    /** {@code reason}: for the client's own log; up to 1,000 characters. */
    record CancelBody(@Nullable String reason) {
        CancelBody {
            if (reason != null && reason.length() > 1_000) {
                throw Query.wrong("reason", "must have at most 1000 characters");
            }
        }
    }

    private BatchEntry find(String id, HttpServletRequest request) {
        return batches.find(ApiClient.of(request).tenantId(), Query.id(id, "job run"))
                .orElseThrow(() -> Query.notFound("job run"));
    }

    private ResponseEntity<JobRunView> answer(
            ResponseEntity.BodyBuilder response, BatchEntry entry, HttpServletRequest request) {
        JobRunView view = JobRunView.of(entry, Links.of(request, settings.publicUrl()));
        if (!entry.batch().status().isFinal()) {
            response.header("Retry-After", ASK_AGAIN);
        }
        // Everything that a view is made of, apart from what never changes.
        return response.header("Cache-Control", "no-cache")
                .eTag("%d-%d-%d-%s"
                        .formatted(
                                view.generation(),
                                entry.revision(),
                                view.processingJobs(),
                                entry.batch().status().word()))
                .body(view);
    }
}
