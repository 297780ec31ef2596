package dev.sluice.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that an earlier process left running because it was killed. We hold the home's lock, so it is nobody's. */
final class LeftoverServer {
    private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path dataDirectory;
    private final Launcher launcher;

    LeftoverServer(Path dataDirectory, Launcher launcher) {
        this.dataDirectory = dataDirectory;
        this.launcher = launcher;
    }

    /** Stops it, gently if it can be, and returns when it is gone; removes a pid file that names somebody else's process. */
    void stop() throws IOException {
        Optional<PostmasterFile> file = PostmasterFile.read(dataDirectory);
        if (file.isEmpty()) {
            // Cut off or empty: PostgreSQL would refuse to start for ever because of it.
            Files.deleteIfExists(dataDirectory.resolve(PostmasterFile.NAME));
            return;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(file.get().pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return; // PostgreSQL sees for itself that the process is gone, and recovers
        }
        if (!isServer(process.get(), file.get())) {
            // Its number was given to another program, which must not be signalled and would keep PostgreSQL from
            // starting.
            Files.deleteIfExists(dataDirectory.resolve(PostmasterFile.NAME));
            return;
        }
        log.info(
                "Stopping the PostgreSQL (process {}) that a killed Sluice left behind.",
                file.get().pid());
        stop(process.get(), file.get());
    }

    /** Kills what still runs on the data after the server itself died; they end by themselves, but not always at once. */
    void killOrphans() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            processes.filter(this::worksInDataDirectory).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private void stop(ProcessHandle server, PostmasterFile file) throws IOException {
        for (String mode : new String[] {"fast", "immediate"}) {
            Launcher.Result result = launcher.run(
                    PATIENCE.plusSeconds(5),
                    "",
                    "pg_ctl",
                    "stop",
                    "--pgdata=" + dataDirectory,
                    "--mode=" + mode,
                    "--timeout=" + PATIENCE.toSeconds());
            if (!result.failed() || !server.isAlive()) {
                return;
            }
        }
        server.destroyForcibly();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            if (!isServer(server, file)) {
                return; // dead, but not yet collected by its new parent
            }
            throw new StartFailure(
                    "the PostgreSQL (process " + server.pid() + ") that a killed Sluice left behind in " + dataDirectory
                            + " cannot be stopped; stop it by hand.",
                    e);
        }
    }

    /** Whether the process is the server that wrote the file, and not a later one that was given the same number. */
    private boolean isServer(ProcessHandle process, PostmasterFile file) {
        Optional<Path> workingDirectory = workingDirectory(process);
        if (workingDirectory.isPresent()) {
            return sameFile(workingDirectory.get());
        }
        boolean startedThen = process.info()
                .startInstant()
                .map(start -> Duration.between(start, file.startedAt()).abs().compareTo(CLOCK_DIFFERENCE) < 0)
                .orElse(false);
        return startedThen
                && process.info()
                        .command()
                        .map(command -> command.contains("postgres"))
                        .orElse(false);
    }

    private boolean worksInDataDirectory(ProcessHandle process) {
        return process.info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(false)
                && workingDirectory(process).map(this::sameFile).orElse(false);
    }

    /** A server's processes work in its data directory; Linux tells, and only about our own. */
    private static Optional<Path> workingDirectory(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean sameFile(Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(other, dataDirectory);
        } catch (IOException e) {
            return false;
        }
    }
}
