package dev.sluice.api.sources;

import dev.sluice.api.query.Query;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import dev.sluice.intake.record.RecordCounts;
import dev.sluice.intake.record.SourceRecords;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.Sources;
import dev.sluice.intake.source.WatchedSource;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Watched sources, which stand in files: how each is, and what to do with it now. */
@RestController
@RequestMapping(path = "/api/sources", produces = "application/json")
class SourceController {
    private static final RecordCounts NONE = new RecordCounts(0, 0, 0, 0, 0, 0);

    private final Sources sources;
    private final SourceRecords records;
    private final Clock clock;

    SourceController(Sources sources, SourceRecords records, Clock clock) {
        this.sources = sources;
        this.records = records;
        this.clock = clock;
    }

    /**
     * The body of the list, which has no pages: somebody wrote a file for each entry.
     *
     * @param refused files that no source runs from, or that a source that runs does not take up
     */
    record SourceList(List<SourceBody> data, List<Refused> refused) {}

    record Refused(String name, String reason) {}

    /** Every source, by name. */
    @GetMapping
    ResponseEntity<SourceList> list(HttpServletRequest request) {
        new Query(request);
        List<WatchedSource> all = sources.all();
        Map<String, RecordCounts> counts = records.counts(
                tenant(request),
                all.stream().map(source -> source.settings().sourceId()).toList());
        Map<String, String> refusals = sources.refusals();
        return uncached(new SourceList(
                all.stream().map(source -> body(source, counts, refusals)).toList(),
                refusals.entrySet().stream()
                        .map(refusal -> new Refused(refusal.getKey(), refusal.getValue()))
                        .toList()));
    }

    @GetMapping("/{name}")
    ResponseEntity<SourceBody> get(@PathVariable("name") String name, HttpServletRequest request) {
        new Query(request);
        return uncached(body(find(name), request));
    }

    /** It is looked at as soon as can be. Repeated before that it changes nothing. */
    @PostMapping("/{name}/run")
    ResponseEntity<SourceBody> run(@PathVariable("name") String name, HttpServletRequest request) {
        new Query(request);
        if (find(name).pausedAt() != null) {
            throw new ApiException(ApiProblem.conflict("CONFLICT", "The source is paused; resume it first."));
        }
        sources.run(name);
        return ResponseEntity.accepted().body(body(find(name), request));
    }

    /** It is not looked at until it is resumed. Repeated it changes nothing. */
    @PostMapping("/{name}/pause")
    ResponseEntity<SourceBody> pause(@PathVariable("name") String name, HttpServletRequest request) {
        new Query(request);
        find(name);
        sources.pause(name);
        return uncached(body(find(name), request));
    }

    @PostMapping("/{name}/resume")
    ResponseEntity<SourceBody> resume(@PathVariable("name") String name, HttpServletRequest request) {
        new Query(request);
        find(name);
        sources.resume(name);
        return uncached(body(find(name), request));
    }

    /**
     * What it would do if it were looked at now.
     *
     * @param summary in one line, for people
     * @param skip how many documents it would not take, by reason
     * @param complete false: there is more than could be looked at, and the numbers are lower bounds
     */
    record DryRun(String summary, int take, Map<String, Integer> skip, List<Entry> entries, boolean complete) {}

    record Entry(
            String name, long size, boolean taken, @Nullable String reason) {}

    /** Changes nothing. */
    @RequestMapping(
            path = "/{name}/dry-run",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<DryRun> dryRun(@PathVariable("name") String name, HttpServletRequest request) {
        Query query = new Query(request, "names");
        find(name);
        try {
            Preview preview = sources.dryRun(name, query.number("names", 20, 1_000));
            Map<String, Integer> skip = new LinkedHashMap<>();
            preview.skip().forEach((reason, count) -> skip.put(reason.name().toLowerCase(Locale.ROOT), count));
            return uncached(new DryRun(
                    preview.sentence(),
                    preview.take(),
                    skip,
                    preview.entries().stream()
                            .map(entry -> new Entry(
                                    entry.name(),
                                    entry.size(),
                                    entry.reason() == null,
                                    entry.reason() == null
                                            ? null
                                            : entry.reason().name().toLowerCase(Locale.ROOT)))
                            .toList(),
                    preview.complete()));
        } catch (UncheckedIOException e) {
            throw new ApiException(new ApiProblem(503, "UNAVAILABLE", String.valueOf(e.getMessage())));
        }
    }

    private WatchedSource find(String name) {
        return sources.find(name).orElseThrow(() -> noSource());
    }

    static ApiException noSource() {
        return new ApiException(ApiProblem.notFound("There is no source of this name."));
    }

    private SourceBody body(WatchedSource source, HttpServletRequest request) {
        return body(
                source,
                records.counts(tenant(request), List.of(source.settings().sourceId())),
                sources.refusals());
    }

    private SourceBody body(WatchedSource source, Map<String, RecordCounts> counts, Map<String, String> refusals) {
        String name = source.settings().sourceId();
        return SourceBody.of(source, counts.getOrDefault(name, NONE), refusals.get(name), clock.instant());
    }

    private static String tenant(HttpServletRequest request) {
        return ApiClient.of(request).tenantId();
    }

    private static <T> ResponseEntity<T> uncached(T body) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(body);
    }
}
