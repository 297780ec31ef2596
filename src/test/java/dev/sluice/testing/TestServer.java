package dev.sluice.testing;

import dev.sluice.home.LocalPostgres;
import dev.sluice.home.PostgresProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * The one server of a test JVM, in a temporary directory. It forgets commits in a power cut (fsync is off), which tests
 * do not notice. However the JVM ends, the server is stopped and its directory removed.
 */
final class TestServer {
    private static final Map<String, String> FAST = Map.of(
            "fsync", "off",
            "full_page_writes", "off",
            "shared_buffers", "128MB",
            "max_connections", "200",
            "max_wal_size", "1GB");

    private final LocalPostgres postgres;

    /** Kept, because a collected process would close the pipe. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final Process cleaner;

    private final Map<String, String> templates = new HashMap<>();
    private final AtomicInteger databases = new AtomicInteger();

    private TestServer(LocalPostgres postgres, Process cleaner) {
        this.postgres = postgres;
        this.cleaner = cleaner;
    }

    static TestServer instance() {
        return Holder.SERVER;
    }

    LocalPostgres postgres() {
        return postgres;
    }

    /** A new database with all migrations in {@code locations}; its name. */
    synchronized String create(String... locations) {
        String template = templates.computeIfAbsent(String.join(",", locations), key -> template(locations));
        String name = "test_" + databases.incrementAndGet();
        asSuperuser("CREATE DATABASE " + name + " TEMPLATE " + template + " OWNER sluice");
        return name;
    }

    void drop(String name) {
        asSuperuser("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private String template(String... locations) {
        String name = "template_" + templates.size();
        asSuperuser("CREATE DATABASE " + name + " OWNER sluice");
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(name), postgres.user(), postgres.password())
                .locations(locations)
                .load()
                .migrate();
        return name;
    }

    private void asSuperuser(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), "postgres", postgres.superuserPassword());
                Statement statements = connection.createStatement()) {
            statements.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static TestServer start() {
        try {
            Path directory = Files.createTempDirectory("sluice-test-");
            Path logs = Files.createDirectory(directory.resolve("logs"));
            Path server = Files.createDirectory(directory.resolve("postgres"));
            Process cleaner = cleanUpAfter(directory);
            PostgresProperties properties = new PostgresProperties(0, Duration.ofMinutes(1), FAST);
            return new TestServer(LocalPostgres.start(server, logs, properties, new SecureRandom()), cleaner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shell reads a pipe that only this JVM holds: it ends with the JVM, kill -9 included, and then tidies up. */
    private static Process cleanUpAfter(Path directory) throws IOException {
        String script = "trap '' INT HUP TERM; cat >/dev/null; "
                + "pid=$(head -n 1 \"$1\"/postgres/data*/postmaster.pid 2>/dev/null) && kill -QUIT \"$pid\" "
                + "&& while kill -0 \"$pid\" 2>/dev/null; do sleep 0.05; done; rm -rf \"$1\"";
        return new ProcessBuilder("sh", "-c", script, "sluice-test", directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static final class Holder {
        private static final TestServer SERVER = start();
    }
}
