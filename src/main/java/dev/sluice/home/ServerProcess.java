package dev.sluice.home;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: started, waited for, started again when it dies, stopped. */
final class ServerProcess {
    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);
    private static final int ATTEMPTS = 20;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path dataDirectory;
    private final String password;
    private final Path logs;
    private final PostgresProperties properties;
    private final Launcher launcher;
    private final LeftoverServer leftover;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile int port;
    private volatile @Nullable Process process;

    ServerProcess(
            DataDirectory data, Path logs, PostgresProperties properties, Launcher launcher, LeftoverServer leftover)
            throws IOException {
        this.dataDirectory = data.path();
        this.password = data.password();
        this.logs = logs;
        this.properties = properties;
        this.launcher = launcher;
        this.leftover = leftover;
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    /** Starts the server and returns when it accepts connections; throws StartFailure with its last words. */
    void start(LoopbackPort ports) throws IOException {
        try {
            launch(() -> choose(ports));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(null);
            throw new StartFailure("the start was interrupted.", e);
        } catch (StartFailure e) {
            stop(null);
            throw e;
        }
    }

    /** Starts the server again whenever it ends, until {@link #stop}. The watchdog's whole life. */
    void keepRunning() {
        try {
            while (stopping.getCount() > 0) {
                Process running = process;
                if (running == null) {
                    return;
                }
                int code = running.waitFor();
                if (stopping.getCount() > 0) {
                    startAgain(code);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by stop(): the end
        }
    }

    /** Stops server and watchdog. */
    void stop(@Nullable Thread watchdog) {
        stopping.countDown();
        if (watchdog != null) {
            watchdog.interrupt();
        }
        try {
            if (watchdog != null) {
                watchdog.join(STOP_LIMIT.toMillis());
            }
            Process running = process;
            if (running != null && running.isAlive()) {
                shutDown(running);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown(Process running) throws InterruptedException {
        try {
            launcher.run(
                    STOP_LIMIT,
                    "",
                    "pg_ctl",
                    "stop",
                    "--pgdata=" + dataDirectory,
                    "--mode=fast",
                    "--timeout=" + STOP_LIMIT.toSeconds());
        } catch (IOException e) {
            log.warn("pg_ctl could not be run: {}", e.toString());
        }
        if (!running.waitFor(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("PostgreSQL did not stop in {} and was killed; its next start recovers.", STOP_LIMIT);
            running.destroyForcibly().waitFor();
        }
    }

    private void startAgain(int code) throws InterruptedException {
        Instant died = Instant.now();
        Duration pause = Duration.ofSeconds(1);
        while (stopping.getCount() > 0) {
            try {
                leftover.stop();
                launch(() -> port);
                log.warn(
                        "PostgreSQL ended by itself (code {}) and was started again after {} ms.",
                        code,
                        Duration.between(died, Instant.now()).toMillis());
                return;
            } catch (IOException | StartFailure e) {
                log.error(
                        "PostgreSQL ended by itself (code {}) and could not be started again, next try in {} s: {}",
                        code,
                        pause.toSeconds(),
                        e.getMessage());
            }
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void launch(IntSupplier nextPort) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Instant start = Instant.now();
            port = nextPort.getAsInt();
            Process started = launcher.startServer(
                    dataDirectory,
                    ServerSettings.arguments(port, logs, memory(), properties.settings()),
                    logs.resolve("postgres-start.log"));
            process = started;
            if (isReady(started)) {
                return;
            }
            String lastWords = LogTail.since(start, logs);
            if (attempt == ATTEMPTS || !canPass(lastWords)) {
                throw new StartFailure("PostgreSQL did not start (code " + started.exitValue()
                        + "); the last lines of its log in " + logs + ": " + lastWords);
            }
            leftover.killOrphans();
            if (stopping.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            leftover.stop();
        }
    }

    /** Whether the reason is one that goes away: an orphan of the last run that is still ending, or a port just taken. */
    private static boolean canPass(String lastWords) {
        return lastWords.contains("is still in use")
                || lastWords.contains("lock file \"" + PostmasterFile.NAME + "\" already exists")
                || lastWords.contains("could not create any TCP/IP sockets");
    }

    /** Waits until it accepts connections: true; or until it ended: false. */
    private boolean isReady(Process started) throws InterruptedException {
        Instant deadline = Instant.now().plus(properties.startTimeout());
        while (Instant.now().isBefore(deadline)) {
            if (started.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            try (Connection connection = connect()) {
                return connection.isValid(5);
            } catch (SQLException e) {
                if (isRefusal(e)) {
                    // Or another program's server took the port in this moment: then ours is about to end.
                    if (started.waitFor(1, TimeUnit.SECONDS)) {
                        return false;
                    }
                    throw new StartFailure("PostgreSQL runs but refuses Sluice: " + e.getMessage(), e);
                }
            }
        }
        throw new StartFailure("PostgreSQL did not accept connections within sluice.postgres.start-timeout ("
                + properties.startTimeout().toSeconds() + " s); see " + logs + ".");
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "sluice");
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "5");
        return DriverManager.getConnection(jdbcUrl("sluice"), login);
    }

    /** Not a refusal: nobody listens yet, or the server says that it is still starting or recovering. */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && !state.startsWith("08") && !state.equals("57P03");
    }

    private static int choose(LoopbackPort ports) {
        try {
            return ports.choose();
        } catch (IOException e) {
            throw new StartFailure("no port could be chosen for PostgreSQL: " + e, e);
        }
    }

    private static long memory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
