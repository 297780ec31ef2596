package dev.sluice.engine.parser;

import dev.sluice.engine.ParserSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of warm parser processes. Takers wait in the order they came. A process is replaced after a number of
 * documents, or when its user found it dead; the replacement starts in the background.
 */
final class ParserPool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ParserPool.class);

    private final ParserSettings settings;
    private final WorkFolder work;
    private final CompletableFuture<ParserCommand> command;
    private final AtomicInteger started = new AtomicInteger();

    private final Object lock = new Object();
    private final Deque<ParserProcess> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<ParserProcess>> waiting = new ArrayDeque<>();
    private final List<ParserProcess> all = new ArrayList<>();
    private int living;
    private boolean closed;

    ParserPool(ParserSettings settings) {
        this.settings = settings;
        Path directory = settings.directory().toAbsolutePath().normalize();
        Path shared = directory.resolve("shared");
        try {
            Files.createDirectories(shared);
            this.work = WorkFolder.open(directory);
            Path noHosts = shared.resolve("no-hosts");
            if (!Files.exists(noHosts)) {
                Files.createFile(noHosts);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The parser's folder " + directory + " cannot be prepared", e);
        }
        // The first start unpacks libraries, which takes a while: meanwhile the rest of the hub starts.
        this.command = CompletableFuture.supplyAsync(
                () -> new ParserCommand(
                        ChildClassPath.find(directory), settings.heap().toBytes(), shared),
                task -> inBackground(task, "parser-class-path"));
    }

    /** A process for one taker alone; completes when one is free. Canceling the future gives up the place in the queue. */
    CompletableFuture<ParserProcess> take() {
        CompletableFuture<ParserProcess> place = new CompletableFuture<>();
        boolean startOne;
        synchronized (lock) {
            if (closed) {
                place.completeExceptionally(new IOException("The parser is shut down"));
                return place;
            }
            ParserProcess ready = idle.pollFirst();
            if (ready != null) {
                place.complete(ready);
                return place;
            }
            waiting.addLast(place);
            startOne = living < settings.processCount();
            if (startOne) {
                living++;
            }
        }
        if (startOne) {
            startInBackground();
        }
        return place;
    }

    /**
     * Starts all processes now, so that the first documents need not wait. Returns while they start.
     *
     * @throws UncheckedIOException if their class path could not be prepared
     */
    void warmUp() {
        try {
            command.join();
        } catch (CompletionException e) {
            throw new UncheckedIOException(notPrepared(e));
        }
        int missing;
        synchronized (lock) {
            missing = closed ? 0 : settings.processCount() - living;
            living += missing;
        }
        for (int i = 0; i < missing; i++) {
            startInBackground();
        }
    }

    /** Gives a process back; a dead or worn one is replaced. */
    void giveBack(ParserProcess process) {
        if (process.isAlive() && process.documents() < settings.maxDocuments()) {
            hand(process);
        } else {
            replace(process);
        }
    }

    /** Kills a process whose answer cannot be had any more and starts another in its place. */
    void replace(ParserProcess process) {
        process.kill();
        synchronized (lock) {
            all.remove(process);
            if (closed) {
                living--;
                return;
            }
        }
        startInBackground();
    }

    private void startInBackground() {
        inBackground(this::startOne, "parser-start-" + started.get());
    }

    private static void inBackground(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static IOException notPrepared(CompletionException problem) {
        return new IOException("The parser's class path could not be prepared", problem.getCause());
    }

    private void startOne() {
        try {
            Path temporary = work.path().resolve("parser-" + started.incrementAndGet());
            ParserProcess process = ParserProcess.start(command.join(), temporary, settings.startTimeout());
            boolean late;
            synchronized (lock) {
                late = closed;
                all.add(process);
            }
            if (late) {
                process.kill();
            } else {
                hand(process);
            }
        } catch (IOException e) {
            giveUp(e);
        } catch (CompletionException e) {
            giveUp(notPrepared(e));
        }
    }

    /** To the taker who waits longest, else to the idle ones. A taker may have given up meanwhile. */
    private void hand(ParserProcess process) {
        while (true) {
            CompletableFuture<ParserProcess> next;
            synchronized (lock) {
                next = waiting.pollFirst();
                if (next == null) {
                    idle.addFirst(process);
                    return;
                }
            }
            if (next.complete(process)) {
                return;
            }
        }
    }

    /** The next taker learns of it; a later one tries again. */
    private void giveUp(IOException problem) {
        CompletableFuture<ParserProcess> next;
        synchronized (lock) {
            living--;
            next = waiting.pollFirst();
            if (!closed) {
                log.error("A parser process could not be started", problem);
            }
        }
        if (next != null) {
            next.completeExceptionally(problem);
        }
    }

    /** Kills all processes and removes their folders; takers who wait fail. */
    @Override
    public void close() {
        List<ParserProcess> processes;
        List<CompletableFuture<ParserProcess>> takers;
        synchronized (lock) {
            closed = true;
            processes = List.copyOf(all);
            takers = List.copyOf(waiting);
            idle.clear();
            waiting.clear();
        }
        takers.forEach(taker -> taker.completeExceptionally(new IOException("The parser is shut down")));
        processes.forEach(ParserProcess::kill);
        work.close();
    }
}
