package dev.sluice.intake.feed;

import dev.sluice.batch.SluiceException;
import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressException;
import dev.sluice.security.egress.EgressLimits;
import dev.sluice.security.egress.EgressRequest;
import dev.sluice.security.egress.EgressResponse;
import dev.sluice.security.egress.EgressSettings;
import dev.sluice.security.egress.RetryAfter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Fetches feeds through the guard, and only if they have changed. */
final class FeedFetcher {
    private static final String ACCEPT =
            "application/atom+xml, application/rss+xml, application/feed+json, application/xml, text/xml, "
                    + "text/csv, text/plain;q=0.9, */*;q=0.5";

    private final EgressClient egress;
    private final FeedReader reader;
    private final FeedSettings settings;
    private final EgressLimits limits;
    private final Duration maxRetryAfter;
    private final Clock clock;

    FeedFetcher(EgressClient egress, FeedReader reader, FeedSettings settings, EgressSettings network, Clock clock) {
        this.egress = egress;
        this.reader = reader;
        this.settings = settings;
        this.limits = new EgressLimits(
                network.connectTimeout(),
                network.readTimeout(),
                settings.timeout(),
                settings.size().toBytes());
        this.maxRetryAfter = network.maxRetryAfter();
        this.clock = clock;
    }

    /**
     * Fetches one.
     *
     * @param url the source's own, whose host the operator has allowed by naming it, or one that a feed names
     * @param etag of what was read last, or null
     * @param lastModified the same
     * @throws FeedProblem with a sentence that says why that is not possible now
     */
    FetchedFeed fetch(FeedSourceSettings source, String url, @Nullable String etag, @Nullable String lastModified)
            throws FeedProblem {
        boolean own = url.equals(source.url());
        Map<String, String> headers = headers(source, url);
        headers.put("accept", ACCEPT);
        if (etag != null) {
            headers.put("if-none-match", etag);
        }
        if (lastModified != null) {
            headers.put("if-modified-since", lastModified);
        }
        EgressRequest request = new EgressRequest("GET", url, headers, null, own, EgressRequest.MAX_REDIRECTS, limits);
        try (EgressResponse response = egress.execute(request)) {
            if (response.status() == 304 && (etag != null || lastModified != null)) {
                return new FetchedFeed(null, etag, lastModified);
            }
            requireFeed(url, response);
            Feed feed = reader.read(bytes(url, response), response.header("Content-Type"), URI.create(response.url()));
            requireFormat(source, url, feed);
            return new FetchedFeed(feed, bounded(response.header("ETag")), bounded(response.header("Last-Modified")));
        } catch (SluiceException e) {
            throw problem(
                    url, "it leads to an address that may not be connected to; sluice.egress.allow admits some.", e);
        } catch (EgressException e) {
            throw problem(url, String.valueOf(e.getMessage()), e);
        } catch (FeedException e) {
            throw new FeedProblem("%s (%s)".formatted(e.getMessage(), FeedParameters.label(url)), null, e);
        } catch (IllegalArgumentException e) {
            throw problem(url, e.getMessage() + ".", e);
        } catch (IOException e) {
            throw problem(url, "it broke off.", e);
        }
    }

    /** What a server says of its own document is sent back; more than a line of text is not. */
    private static @Nullable String bounded(@Nullable String header) {
        return header == null || header.length() > 1_000 ? null : header;
    }

    private void requireFeed(String url, EgressResponse response) throws FeedProblem {
        int status = response.status();
        if (status == 200) {
            return;
        }
        String why;
        if (status == 404 || status == 410) {
            why = "there is nothing at its address (%d)".formatted(status);
        } else if (status == 401 || status == 403) {
            why = "its server lets nobody in without the right headers (%d); see headersFile".formatted(status);
        } else if (status == 408 || status == 425 || status == 429 || status >= 500) {
            why = "its server is busy or has a problem of its own (%d)".formatted(status);
        } else if (status >= 300 && status < 400) {
            why = "its server redirects more often than is followed (%d)".formatted(status);
        } else {
            why = "its server answered %d".formatted(status);
        }
        String asked = response.header("Retry-After");
        throw new FeedProblem(
                "The feed %s cannot be read: %s.".formatted(FeedParameters.label(url), why),
                asked == null
                        ? null
                        : RetryAfter.parse(asked, clock.instant(), maxRetryAfter)
                                .orElse(null),
                null);
    }

    /** The whole body; what is packed by itself, as many sitemaps are, is unpacked. */
    private byte[] bytes(String url, EgressResponse response) throws IOException, FeedProblem {
        byte[] bytes = response.body().readAllBytes();
        boolean packed = bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
        if (!packed) {
            return bytes;
        }
        int most =
                Math.toIntExact(Math.min(Integer.MAX_VALUE - 16, settings.size().toBytes()));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = in.readNBytes(most + 1);
            if (unpacked.length > most) {
                throw problem(url, "it has more than %,d bytes when unpacked.".formatted(most), null);
            }
            return unpacked;
        }
    }

    private static void requireFormat(FeedSourceSettings source, String url, Feed feed) throws FeedProblem {
        // A feed that the source's own names may be of another kind.
        if (url.equals(source.url())
                && !source.formats().isEmpty()
                && !source.formats().contains(feed.format())) {
            throw problem(
                    url,
                    "it is of the format %s, and the source says %s."
                            .formatted(
                                    FeedParameters.word(feed.format()),
                                    FeedParameters.word(
                                            source.formats().iterator().next())),
                    null);
        }
    }

    private static Map<String, String> headers(FeedSourceSettings source, String url) throws FeedProblem {
        try {
            return new HashMap<>(FeedHeaders.of(source, url));
        } catch (FeedHeaders.FeedHeadersException e) {
            throw problem(url, String.valueOf(e.getMessage()), e);
        }
    }

    private static FeedProblem problem(String url, String why, @Nullable Throwable cause) {
        return new FeedProblem("The feed %s cannot be read: %s".formatted(FeedParameters.label(url), why), null, cause);
    }
}
