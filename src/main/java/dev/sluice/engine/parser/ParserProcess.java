package dev.sluice.engine.parser;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running parser process. It takes one task at a time; whoever holds it is its only user, but any thread may kill
 * it. It ends by itself when its standard input closes, so it never outlives a killed hub.
 */
final class ParserProcess {
    /** What the process said, or that it ended; exactly one of the two is set. */
    record Answer(@Nullable ParseReply reply, @Nullable Integer exitCode) {}

    private static final Logger log = LoggerFactory.getLogger(ParserProcess.class);

    private final Process process;
    private final Path temporary;
    private final OutputStream toChild;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private int documents;

    private ParserProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        this.toChild = process.getOutputStream();
    }

    /** Starts a process in a fresh temporary folder and waits until it is ready. */
    static ParserProcess start(ParserCommand command, Path temporary, Duration limit) throws IOException {
        Folders.createPrivate(temporary);
        ParserProcess started = new ParserProcess(command.build(temporary).start(), temporary);
        started.drain("parser-replies-", started::readAnswers);
        started.drain("parser-log-", started::readLog);
        Answer first;
        try {
            first = started.await(limit);
        } catch (InterruptedException e) {
            started.kill();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a parser process started", e);
        }
        if (first == null || first.reply() == null) {
            started.kill();
            throw new IOException(
                    first == null
                            ? "A parser process was not ready within " + limit
                            : "A parser process ended at once with exit code " + first.exitCode());
        }
        return started;
    }

    private void drain(String name, Runnable work) {
        Thread thread = new Thread(work, name + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends one order; its answer comes from {@link #await}. */
    void send(ParserOrder order) throws IOException {
        documents++;
        Frames.write(toChild, order);
    }

    /** The next answer, or null if there is none within the limit. */
    @Nullable
    Answer await(Duration limit) throws InterruptedException {
        return answers.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Documents it was given so far. */
    int documents() {
        return documents;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it and whatever it started, and removes its temporary folder. Safe to call more than once. */
    void kill() {
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroyForcibly();
        helpers.forEach(ProcessHandle::destroyForcibly);
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        Folders.delete(temporary);
    }

    private void readAnswers() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            while (true) {
                answers.add(new Answer(Frames.read(in, ParseReply.class), null));
            }
        } catch (IOException e) {
            // The pipe's end, or nonsense in it: either way this process is of no more use.
            log.debug("Parser process {} says no more: {}", process.pid(), e.toString());
            process.destroyForcibly();
        }
        answers.add(new Answer(null, exitCode()));
    }

    private int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.debug("Parser process {}: {}", process.pid(), line);
            }
        } catch (IOException e) {
            log.debug("Parser process {}'s log ended: {}", process.pid(), e.toString());
        }
    }
}
