package dev.sluice.api.pulse.largeresult;

import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.answer.PulseOrigin;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.job.PulseJobs;
import dev.sluice.api.pulse.result.JobResults;
import dev.sluice.batch.Ids;
import dev.sluice.batch.Job;
import dev.sluice.http.ApiException;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code GET /large_results/{job_id}}: once whole, then never again. */
@Controller
class LargeResultController {
    private static final Logger log = LoggerFactory.getLogger(LargeResultController.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final long EXTENDED_EVERY = Duration.ofSeconds(20).toNanos();

    private final PulseJobs jobs;
    private final JobResults results;
    private final PulseOrigin origin;
    private final LargeResultTable table;
    private final Ids ids;

    LargeResultController(PulseJobs jobs, JobResults results, PulseOrigin origin, LargeResultTable table, Ids ids) {
        this.jobs = jobs;
        this.results = results;
        this.origin = origin;
        this.table = table;
        this.ids = ids;
    }

    @GetMapping({"/large_results/{id}", "/large_results/{id}/"})
    void download(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Job job = jobs.find(ApiClient.of(request).tenantId(), id);
        if (!results.isLarge(job, origin.of(request))) {
            throw PulseError.JOB_001.because("There is no large result of this job; GET /job/{job_id} has its result.");
        }
        boolean over = table.find(job.id()).map(LargeResultTable.Row::over).orElse(true);
        if (over) {
            throw over();
        }
        if (request.getMethod().equals("HEAD")) {
            response.setContentType("application/json");
            return;
        }
        UUID download = ids.next();
        if (!table.lend(job.id(), download, LEASE)) {
            throw table.find(job.id()).filter(row -> !row.over()).isPresent() ? busy() : over();
        }
        boolean whole = false;
        try (Spool result = results.core(job, origin.of(request))) {
            send(job, download, result, response);
            whole = true;
        } finally {
            end(job.id(), download, whole);
        }
    }

    private void send(Job job, UUID download, Spool result, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLengthLong(result.size());
        OutputStream out = new LentOutput(
                response.getOutputStream(),
                () -> table.extend(job.id(), download, LEASE),
                EXTENDED_EVERY,
                System::nanoTime);
        result.copyTo(out);
        out.flush();
        response.flushBuffer();
    }

    private void end(UUID jobId, UUID download, boolean whole) {
        try {
            table.end(jobId, download, whole);
        } catch (DataAccessException e) {
            log.warn("It could not be written down that the download of job {} has ended.", jobId, e);
        }
    }

    private static ApiException over() {
        return PulseError.JOB_003.because("This result has been downloaded, or its time is over.");
    }

    /** Both SDKs then try again by themselves: it is over by then, or to be had because the other download broke. */
    private static ApiException busy() {
        return new ApiException(PulseError.GENERAL_004
                .because("This result is being downloaded at the moment; it can be had once.")
                .problem()
                .withHeader("Retry-After", "2"));
    }
}
