package dev.sluice.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of a response body and hangs up on one that goes on and on. */
final class CappedBody implements BodySubscriber<byte[]> {
    private final int read;
    private final int keep;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long seen;

    /**
     * A subscriber for one response.
     *
     * @param read bytes after which the connection is given up, and the body taken as complete
     * @param keep bytes that are kept of them
     */
    CappedBody(int read, int keep) {
        this.read = read;
        this.keep = keep;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
            byte[] bytes = new byte[Math.min(buffer.remaining(), keep - kept.size())];
            buffer.get(bytes);
            kept.writeBytes(bytes);
        }
        if (seen >= read && subscription != null) {
            subscription.cancel();
            result.complete(kept.toByteArray());
        }
    }

    @Override
    public void onError(Throwable error) {
        result.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        result.complete(kept.toByteArray());
    }
}
