package dev.sluice.webhook;

import dev.sluice.batch.SluiceException;
import dev.sluice.security.egress.EgressBody;
import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressException;
import dev.sluice.security.egress.EgressLimits;
import dev.sluice.security.egress.EgressRequest;
import dev.sluice.security.egress.EgressResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Posts to endpoints. Redirects are not followed, at most 64 kB of an answer are read, and the time limit covers
 * everything up to the answer's last byte.
 */
final class WebhookHttpClient {
    private static final int READ = 64 * 1024;
    private static final int KEEP = 4 * 1024;
    private static final int LONGEST_PROBLEM = 500;

    private final EgressClient egress;
    private final Executor executor;
    private final EgressLimits limits;
    private final LongSupplier nanoTime;

    /**
     * A client.
     *
     * @param executor must offer a thread at once, for an attempt blocks one
     */
    WebhookHttpClient(
            EgressClient egress, Executor executor, Duration connectTimeout, Duration timeout, LongSupplier nanoTime) {
        this.egress = egress;
        this.executor = executor;
        this.limits = new EgressLimits(connectTimeout, timeout, timeout, Long.MAX_VALUE);
        this.nanoTime = nanoTime;
    }

    /** Posts, and answers with whatever happened; the future itself never fails. */
    CompletableFuture<HttpAnswer> post(URI url, Map<String, String> headers, byte[] body) {
        long begun = nanoTime.getAsLong();
        return CompletableFuture.supplyAsync(() -> attempt(url, headers, body, begun), executor)
                // Resolving a name cannot be ended; the attempt is over all the same.
                .orTimeout(limits.total().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(error -> new HttpAnswer(null, null, "", printable(problem(error)), latency(begun)));
    }

    private HttpAnswer attempt(URI url, Map<String, String> headers, byte[] body, long begun) {
        EgressRequest request = EgressRequest.postConfigured(
                url.toString(), headers, new EgressBody.Bytes(body, "application/json"), limits);
        try (EgressResponse response = egress.execute(request)) {
            String excerpt = text(beginning(response.body()));
            return new HttpAnswer(response.status(), response.header("Retry-After"), excerpt, null, latency(begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on for a while, so that a connection with a short answer can be used again. */
    private static byte[] beginning(InputStream body) throws IOException {
        byte[] kept = body.readNBytes(KEEP);
        byte[] rest = new byte[KEEP];
        int seen = kept.length;
        for (int read = 0; read >= 0 && seen < READ; seen += read) {
            read = body.read(rest);
        }
        return kept;
    }

    private long latency(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begun);
    }

    private String problem(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof UncheckedIOException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException) {
            return "No complete answer within %s ms.".formatted(limits.total().toMillis());
        }
        if (cause instanceof SluiceException refused) {
            return refused.failure().message();
        }
        if (cause instanceof EgressException known && known.getMessage() != null) {
            return known.getMessage();
        }
        return "The attempt broke off: " + cause.getClass().getSimpleName() + ".";
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_PROBLEM ? line : line.substring(0, LONGEST_PROBLEM);
    }

    /** As text that the database takes: no NUL, and no more bytes although broken ones become longer. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length <= KEEP) {
            return text;
        }
        int end = KEEP;
        while ((encoded[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(encoded, 0, end, StandardCharsets.UTF_8);
    }
}
