package dev.sluice.webhook;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to endpoints: the only class of this package that opens sockets. Redirects are not followed, at most 64 kB of an
 * answer are read, and the time limit covers everything up to the answer's last byte.
 */
final class WebhookHttpClient {
    private static final int READ = 64 * 1024;
    private static final int KEEP = 4 * 1024;
    private static final int LONGEST_PROBLEM = 500;

    private final HttpClient client;
    private final Executor executor;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    /**
     * A client.
     *
     * @param executor must offer a thread at once, for resolving a name may block one
     */
    WebhookHttpClient(Executor executor, Duration connectTimeout, Duration timeout, LongSupplier nanoTime) {
        this.executor = executor;
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(executor)
                .build();
    }

    /** Posts, and answers with whatever happened; the future itself never fails. */
    CompletableFuture<HttpAnswer> post(URI url, Map<String, String> headers, byte[] body) {
        long begun = nanoTime.getAsLong();
        CompletableFuture<CompletableFuture<HttpResponse<byte[]>>> exchange = CompletableFuture.supplyAsync(
                () -> client.sendAsync(request(url, headers, body), head -> body()), executor);
        return exchange.thenCompose(response -> response)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                // Only cancelling the client's own future closes the connection.
                .whenComplete((response, error) -> exchange.thenAccept(future -> future.cancel(true)))
                .handle((response, error) -> {
                    long latency = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - begun);
                    return error == null ? answer(response, latency) : unanswered(error, latency);
                });
    }

    private HttpRequest request(URI url, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return request.build();
    }

    private static HttpResponse.BodySubscriber<byte[]> body() {
        return new CappedBody(READ, KEEP);
    }

    private static HttpAnswer answer(HttpResponse<byte[]> response, long latency) {
        String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
        return new HttpAnswer(response.statusCode(), retryAfter, text(response.body()), null, latency);
    }

    private HttpAnswer unanswered(Throwable error, long latency) {
        return new HttpAnswer(null, null, "", printable(problem(error)), latency);
    }

    private String problem(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof HttpConnectTimeoutException) {
            return "No connection within %s ms.".formatted(connectTimeout.toMillis());
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "No complete answer within %s ms.".formatted(timeout.toMillis());
        }
        if (cause instanceof ConnectException) {
            return hasCause(cause, UnresolvedAddressException.class)
                    ? "The host's name could not be resolved."
                    : "No connection: " + detail(cause) + ".";
        }
        if (cause instanceof SSLException) {
            return "TLS failed: " + detail(cause) + ".";
        }
        return "The attempt broke off: " + detail(cause) + ".";
    }

    private static String detail(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    private static boolean hasCause(Throwable error, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
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
