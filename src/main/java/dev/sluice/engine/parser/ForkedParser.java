package dev.sluice.engine.parser;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ParseHandle;
import dev.sluice.engine.ParserSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs one order in one of the pool's processes and turns every way that can end into a result or a typed failure. */
public final class ForkedParser implements AutoCloseable {
    private static final int OUT_OF_MEMORY_EXIT = 3;

    private final ParserSettings settings;
    private final ParserPool pool;

    public ForkedParser(ParserSettings settings) {
        this.settings = settings;
        this.pool = new ParserPool(settings);
    }

    /** Starts the processes in the background. */
    public void warmUp() {
        pool.warmUp();
    }

    /**
     * Carries an order out, waiting for a free process first. The time limit counts from when the process has the task.
     *
     * @return a reply that is no failure
     * @throws SluiceException with the document's own failure, or {@code PARSER_DIED}, {@code PARSER_TIMEOUT},
     *     {@code CANCELED}, {@code INTERNAL_ERROR}
     */
    public ParseReply run(ParserOrder order, ParseHandle handle) {
        ParserProcess process = take(handle);
        boolean reusable = false;
        try {
            handle.onAbort(process::kill);
            process.send(order);
            ParserProcess.Answer answer = process.await(settings.timeout());
            if (handle.isAborted()) {
                throw canceled();
            }
            reusable = answer != null && answer.reply() != null;
            return result(answer);
        } catch (IOException e) {
            throw handle.isAborted()
                    ? canceled()
                    : new SluiceException(
                            ErrorCode.PARSER_DIED, "The parser process ended before it took the document.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw canceled();
        } finally {
            handle.done();
            if (reusable) {
                pool.giveBack(process);
            } else {
                pool.replace(process);
            }
        }
    }

    private ParserProcess take(ParseHandle handle) {
        while (true) {
            ParserProcess process = takeNext(handle);
            if (process.isAlive()) {
                return process;
            }
            // It died while it was idle: no document's fault.
            pool.replace(process);
        }
    }

    private ParserProcess takeNext(ParseHandle handle) {
        CompletableFuture<ParserProcess> place = pool.take();
        handle.onAbort(() -> place.cancel(false));
        try {
            return place.get();
        } catch (CancellationException e) {
            throw canceled();
        } catch (ExecutionException e) {
            throw new SluiceException(
                    ErrorCode.INTERNAL_ERROR, "No parser process could be started: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            if (!place.cancel(false)) {
                // It was handed over in this very moment, and nobody else will give it back.
                pool.giveBack(place.join());
            }
            Thread.currentThread().interrupt();
            throw canceled();
        }
    }

    private ParseReply result(ParserProcess.@Nullable Answer answer) {
        if (answer == null) {
            throw new SluiceException(
                    ErrorCode.PARSER_TIMEOUT,
                    String.format(
                            Locale.ROOT,
                            "The document was not read within %d seconds (sluice.parser.timeout), so its parser was ended.",
                            settings.timeout().toSeconds()));
        }
        ParseReply reply = answer.reply();
        if (reply == null) {
            throw died(answer.exitCode() == null ? -1 : answer.exitCode());
        }
        Failure failure = reply.failure();
        if (failure != null) {
            throw new SluiceException(failure.code(), failure.message());
        }
        return reply;
    }

    private SluiceException died(int exitCode) {
        String reason = exitCode == OUT_OF_MEMORY_EXIT
                ? "ran out of memory at " + settings.heap().toMegabytes() + " MB (sluice.parser.heap)"
                : "ended with exit code " + exitCode;
        return new SluiceException(
                ErrorCode.PARSER_DIED, "The parser process " + reason + " while it read this document.");
    }

    private static SluiceException canceled() {
        return new SluiceException(ErrorCode.CANCELED, "The extraction was canceled.");
    }

    /** Kills all processes. */
    @Override
    public void close() {
        pool.close();
    }
}
