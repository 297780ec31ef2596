package dev.sluice.api.sources;

import dev.sluice.api.query.ApiSettings;
import dev.sluice.api.query.Links;
import dev.sluice.api.query.Query;
import dev.sluice.batch.ErrorCode;
import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import dev.sluice.intake.record.RecordFilter;
import dev.sluice.intake.record.RecordRetry;
import dev.sluice.intake.record.RecordState;
import dev.sluice.intake.record.SourceRecord;
import dev.sluice.intake.record.SourceRecords;
import dev.sluice.intake.source.Sources;
import dev.sluice.security.ApiClient;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** The documents of a source: what became of each, and trying again what failed. */
@RestController
@RequestMapping(path = "/api/sources/{source}", produces = "application/json")
class RecordController {
    private static final int MOST_IDS = 1_000;
    private static final int LONGEST_REASON = 1_000;

    private final Sources sources;
    private final SourceRecords records;
    private final RecordRetry retries;
    private final ApiSettings settings;

    RecordController(Sources sources, SourceRecords records, RecordRetry retries, ApiSettings settings) {
        this.sources = sources;
        this.records = records;
        this.retries = retries;
        this.settings = settings;
    }

    record RecordList(List<RecordBody> data, Meta meta) {}

    /**
     * Which part of the list this is.
     *
     * @param total null if only counting one by one would tell
     */
    record Meta(
            int limit,
            @Nullable Long total,
            boolean hasNextPage,
            @Nullable String nextUrl) {}

    /** Newest first; by name if a name is searched for. */
    @GetMapping("/records")
    ResponseEntity<RecordList> list(@PathVariable("source") String source, HttpServletRequest request) {
        Query query = new Query(request, "state", "code", "search", "limit", "cursor");
        RecordFilter filter = new RecordFilter(
                state(query.text("state")), query.word("code", ErrorCode.class), query.reference("search"));
        String cursor = query.text("cursor");
        int limit = query.number("limit", 50, 200);
        requireSource(source);
        UUID from = cursor == null
                ? null
                : Query.parse(cursor)
                        .orElseThrow(() -> Query.wrong("cursor", "must come from the link to a next page"));
        SourceRecords.Page page = records.page(tenant(request), source, filter, from, limit);
        String next = page.next() == null ? null : nextUrl(request, query, page.next());
        ResponseEntity.BodyBuilder response = ResponseEntity.ok().header("Cache-Control", "no-store");
        if (next != null) {
            response.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return response.body(new RecordList(
                page.records().stream().map(RecordBody::of).toList(),
                new Meta(limit, records.total(tenant(request), source, filter).orElse(null), next != null, next)));
    }

    private String nextUrl(HttpServletRequest request, Query query, UUID cursor) {
        Map<String, String> parameters = new TreeMap<>(query.given());
        parameters.put("cursor", cursor.toString());
        return Links.of(request, settings.publicUrl()).to(request.getRequestURI())
                + parameters.entrySet().stream()
                        .map(given -> given.getKey() + "=" + UriUtils.encode(given.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    @GetMapping("/records/{id}")
    ResponseEntity<RecordBody> get(
            @PathVariable("source") String source, @PathVariable("id") String id, HttpServletRequest request) {
        new Query(request);
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(RecordBody.of(find(source, id, request)));
    }

    /** A failed, canceled or dead document is tried again. Repeated while it is under way it changes nothing. */
    @PostMapping("/records/{id}/retry")
    ResponseEntity<RecordBody> retry(
            @PathVariable("source") String source, @PathVariable("id") String id, HttpServletRequest request) {
        new Query(request);
        SourceRecord record = find(source, id, request);
        if (record.state() == RecordState.COMPLETED) {
            throw new ApiException(ApiProblem.conflict(
                    "CONFLICT", "The document is completed; only one that failed or was canceled is tried again."));
        }
        retries.retry(tenant(request), source, record.id());
        return ResponseEntity.accepted().body(RecordBody.of(find(source, id, request)));
    }

    /**
     * Which documents to try again: by ids, or all of a state, of a code, or both.
     *
     * @param state failed, canceled or dead; failed if only a code is given
     * @param ids at most 1,000, without any of the others
     */
    record RetryRequest(
            @Nullable String state,
            @Nullable String code,
            @Nullable List<String> ids) {}

    /** As many as can be within some seconds; {@code more} asks for the same request again. */
    @PostMapping("/retry")
    ResponseEntity<RecordRetry.Answer> retryMany(
            @PathVariable("source") String source,
            @RequestBody(required = false) @Nullable RetryRequest body,
            HttpServletRequest request) {
        new Query(request);
        requireSource(source);
        RetryRequest asked = body == null ? new RetryRequest(null, null, null) : body;
        boolean byFilter = asked.state() != null || asked.code() != null;
        if (byFilter == (asked.ids() != null)) {
            throw Query.wrong("ids", "or a state or a code must say which documents, and not both");
        }
        return ResponseEntity.accepted()
                .body(
                        asked.ids() != null
                                ? retries.retry(tenant(request), source, ids(asked.ids()))
                                : retries.retryAll(tenant(request), source, filter(asked)));
    }

    private static RecordFilter filter(RetryRequest asked) {
        RecordState state = asked.state() == null ? RecordState.FAILED : state(asked.state());
        if (state != RecordState.FAILED && state != RecordState.CANCELED && state != RecordState.DEAD) {
            throw Query.wrong("state", "must be failed, canceled or dead");
        }
        ErrorCode code = null;
        if (asked.code() != null) {
            code = Arrays.stream(ErrorCode.values())
                    .filter(known -> known.name().equals(asked.code()))
                    .findFirst()
                    .orElseThrow(() -> Query.wrong("code", "is no code that a job can fail with"));
        }
        return new RecordFilter(state, code, null);
    }

    private static List<UUID> ids(List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw Query.wrong("ids", "must name 1 to " + MOST_IDS + " documents");
        }
        return ids.stream()
                .map(id -> Query.parse(id).orElseThrow(() -> Query.wrong("ids", "must be ids of documents")))
                .toList();
    }

    /** Why a document is put aside, in words of whoever does it. */
    record DeadLetterRequest(@Nullable String reason) {}

    /** A failed document no longer counts as failed. Repeated it changes the reason. */
    @PostMapping("/records/{id}/dead-letter")
    ResponseEntity<RecordBody> deadLetter(
            @PathVariable("source") String source,
            @PathVariable("id") String id,
            @RequestBody(required = false) @Nullable DeadLetterRequest body,
            HttpServletRequest request) {
        new Query(request);
        String reason =
                body == null || body.reason() == null ? "" : body.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw Query.wrong("reason", "must say in 1 to " + LONGEST_REASON + " characters why");
        }
        SourceRecord record = find(source, id, request);
        try {
            return ResponseEntity.ok(retries.bury(tenant(request), source, record.id(), reason)
                    .map(RecordBody::of)
                    .orElseThrow(() -> Query.notFound("document")));
        } catch (IllegalStateException e) {
            throw new ApiException(
                    ApiProblem.conflict("CONFLICT", "The document cannot be put aside: " + e.getMessage() + "."));
        }
    }

    private static @Nullable RecordState state(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(RecordState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Query.wrong(
                        "state",
                        "must be one of "
                                + Arrays.stream(RecordState.values())
                                        .map(RecordState::word)
                                        .collect(Collectors.joining(", "))));
    }

    private void requireSource(String source) {
        if (sources.find(source).isEmpty()) {
            throw SourceController.noSource();
        }
    }

    private SourceRecord find(String source, String id, HttpServletRequest request) {
        return records.find(tenant(request), source, Query.id(id, "document"))
                .orElseThrow(() -> Query.notFound("document"));
    }

    private static String tenant(HttpServletRequest request) {
        return ApiClient.of(request).tenantId();
    }
}
