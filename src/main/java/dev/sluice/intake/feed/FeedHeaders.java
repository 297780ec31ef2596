package dev.sluice.intake.feed;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.content.SourceHeaders;
import dev.sluice.security.egress.EgressClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a feed's {@code headersFile}. It is sent to the origin of the feed only (scheme, host and port, RFC 6454):
 * to the feed, to those of the same origin that it names, and to its documents there.
 */
final class FeedHeaders implements SourceHeaders {
    private final FeedSources sources;

    FeedHeaders(FeedSources sources) {
        this.sources = sources;
    }

    @Override
    public Map<String, String> of(String sourceId, String url) {
        FeedSource source = sources.find(sourceId).orElse(null);
        if (source == null) {
            return Map.of();
        }
        try {
            return of(source.settings, url);
        } catch (FeedHeadersException e) {
            throw new SluiceException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The document cannot be fetched now: %s".formatted(e.getMessage()),
                    e);
        }
    }

    /** Those for the feed itself, or one that it names. */
    static Map<String, String> of(FeedSourceSettings source, String url) throws FeedHeadersException {
        Path file = source.headersFile();
        return file != null && EgressClient.sameOrigin(url, source.url()) ? read(file) : Map.of();
    }

    private static Map<String, String> read(Path file) throws FeedHeadersException {
        Map<String, String> headers = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                } else if (!line.isBlank()) {
                    throw new FeedHeadersException("each line of its headersFile must be like \"Name: value\".", null);
                }
            }
            return headers;
        } catch (IOException e) {
            throw new FeedHeadersException("its headersFile %s cannot be read.".formatted(file), e);
        }
    }

    /** Its message ends a sentence that says whose headers they are. */
    static final class FeedHeadersException extends Exception {
        private static final long serialVersionUID = 1L;

        FeedHeadersException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
