package dev.sluice.intake.content;

import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.DocumentNames;
import dev.sluice.intake.document.Locator;
import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressException;
import dev.sluice.security.egress.EgressLimits;
import dev.sluice.security.egress.EgressRequest;
import dev.sluice.security.egress.EgressResponse;
import dev.sluice.security.egress.EgressSettings;
import dev.sluice.security.egress.RetryAfter;
import java.io.FilterInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches documents by HTTP. What it says of a failure is the same whatever was or was not found at the address. */
final class UrlFetcher implements ContentFetcher {
    private static final Logger log = LoggerFactory.getLogger(UrlFetcher.class);

    private final EgressClient egress;
    private final HostLimits hosts;
    private final SourceHeaders sources;
    private final EgressLimits limits;
    private final Duration maxRetryAfter;
    private final Clock clock;

    UrlFetcher(EgressClient egress, HostLimits hosts, SourceHeaders sources, EgressSettings settings, Clock clock) {
        this.egress = egress;
        this.hosts = hosts;
        this.sources = sources;
        // How many bytes are taken is the same for every kind of place and judged outside.
        this.limits =
                new EgressLimits(settings.connectTimeout(), settings.readTimeout(), settings.timeout(), Long.MAX_VALUE);
        this.maxRetryAfter = settings.maxRetryAfter();
        this.clock = clock;
    }

    @Override
    public Locator.Kind kind() {
        return Locator.Kind.URL;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SluiceException also {@code HOST_BUSY}: nothing was tried
     */
    @Override
    public FetchedContent open(ClaimedJob job, String sourceId, Locator locator) {
        HostLimits.Permit permit = hosts.enter(locator);
        boolean opened = false;
        try {
            FetchedContent content = open(job, sourceId, locator, permit);
            opened = true;
            return content;
        } finally {
            if (!opened) {
                permit.close();
            }
        }
    }

    private FetchedContent open(ClaimedJob job, String sourceId, Locator locator, HostLimits.Permit permit) {
        Map<String, String> headers = new HashMap<>(sources.of(sourceId, locator.address()));
        headers.put("accept", "*/*");
        EntityTag seen = EntityTag.of(locator.etag());
        if (seen != null && !seen.weak()) {
            headers.put("if-match", seen.written());
        }
        EgressResponse response;
        try {
            response = egress.execute(EgressRequest.get(locator.address(), headers, limits));
        } catch (EgressException e) {
            log.info("{} could not be fetched for job {}: {}", locator, job.jobId(), e.getMessage());
            throw new SluiceException(
                    ErrorCode.SOURCE_UNAVAILABLE, "The document could not be fetched: its address did not answer.", e);
        }
        boolean opened = false;
        try {
            requireDocument(response, seen);
            opened = true;
        } finally {
            if (!opened) {
                response.close();
            }
        }
        return new FetchedContent(
                new FilterInputStream(response.body()) {
                    @Override
                    public void close() {
                        permit.close();
                        response.close();
                    }
                },
                response.length(),
                DocumentNames.ofDisposition(response.header("Content-Disposition"))
                        .orElse(null),
                mediaType(response.header("Content-Type")));
    }

    private void requireDocument(EgressResponse response, @Nullable EntityTag seen) {
        int status = response.status();
        if (status == 404 || status == 410) {
            throw gone("There is no document at its address any more (%d).".formatted(status));
        }
        if (status == 412) {
            throw gone("The document has changed since it was seen (412).");
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            String asked = response.header("Retry-After");
            throw new SluiceException(
                    new Failure(
                            ErrorCode.SOURCE_UNAVAILABLE,
                            "The document could not be fetched now: its server answered %d.".formatted(status),
                            asked == null
                                    ? null
                                    : RetryAfter.parse(asked, clock.instant(), maxRetryAfter)
                                            .orElse(null)),
                    null);
        }
        if (status != 200 && status != 203) {
            String why = status >= 300 && status < 400 ? ", after as many redirects as are followed" : "";
            throw new SluiceException(
                    ErrorCode.SOURCE_REFUSED, "Its server did not hand the document out: %d%s.".formatted(status, why));
        }
        if (response.unknownEncoding() != null) {
            throw new SluiceException(
                    ErrorCode.SOURCE_REFUSED,
                    "Its server sent the document compressed in a way that was not asked for.");
        }
        if (seen != null && !seen.matches(EntityTag.of(response.header("ETag")))) {
            throw gone("The document has changed since it was seen.");
        }
    }

    private static SluiceException gone(String message) {
        return new SluiceException(ErrorCode.SOURCE_GONE, message);
    }

    /** Type and subtype alone; what says nothing is no hint. */
    private static @Nullable String mediaType(@Nullable String header) {
        String type = header == null
                ? ""
                : header.replaceFirst("(?s);.*$", "").strip().toLowerCase(java.util.Locale.ROOT);
        boolean hint = type.matches("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")
                && !type.equals("application/octet-stream")
                && !type.equals("binary/octet-stream");
        return hint ? type : null;
    }
}
