package dev.sluice.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The hub's database, for a command that works beside the hub or while it is stopped: the configured one, the one that
 * the running hub has started, or, if none runs, the home's own, started for the moment.
 */
public final class HomeDatabase implements AutoCloseable {
    private final DatabaseConnection connection;
    private final @Nullable SluiceHome home;
    private final @Nullable LocalPostgres server;

    private HomeDatabase(DatabaseConnection connection, @Nullable SluiceHome home, @Nullable LocalPostgres server) {
        this.connection = connection;
        this.home = home;
        this.server = server;
    }

    /**
     * Finds it.
     *
     * @param environment the hub's configuration
     * @throws StartFailure if there is none, or if it cannot be reached
     */
    public static HomeDatabase open(Environment environment) {
        if (DatabaseConfigured.in(environment)) {
            DatabaseConnection configured = new DatabaseConnection(
                    environment.getRequiredProperty("spring.datasource.url"),
                    environment.getProperty("spring.datasource.username", ""),
                    environment.getProperty("spring.datasource.password", ""));
            return new HomeDatabase(configured.checked(), null, null);
        }
        Binder binder = Binder.get(environment);
        Path root = SluiceHome.absolute(
                binder.bindOrCreate("sluice", HomeProperties.class).home());
        DataDirectory data = new DataDirectory(root.resolve("postgres"));
        if (!Files.isDirectory(data.path())) {
            throw new StartFailure("no hub has been started in " + root
                    + " yet; start it once, or set SLUICE_HOME to the home of the hub that is meant.");
        }
        try {
            return SluiceHome.isInUse(root)
                    ? running(data)
                    : started(root, binder.bindOrCreate("sluice.postgres", PostgresProperties.class));
        } catch (IOException e) {
            throw new StartFailure(
                    "the home directory " + root + " cannot be read (" + e + "); run this as the user who runs Sluice.",
                    e);
        }
    }

    private static HomeDatabase running(DataDirectory data) throws IOException {
        int port = PostmasterFile.read(data.path()).map(PostmasterFile::port).orElse(0);
        if (port == 0) {
            throw new StartFailure("the hub's database is just starting or stopping; try again in a moment.");
        }
        return new HomeDatabase(
                new DatabaseConnection("jdbc:postgresql://127.0.0.1:" + port + "/sluice", "sluice", data.password()),
                null,
                null);
    }

    private static HomeDatabase started(Path root, PostgresProperties properties) {
        SluiceHome home = SluiceHome.open(root.toString(), UUID::randomUUID);
        try {
            LocalPostgres server = LocalPostgres.start(home.postgres(), home.logs(), properties, new SecureRandom());
            return new HomeDatabase(
                    new DatabaseConnection(server.jdbcUrl(), server.user(), server.password()), home, server);
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** A connection for each use. */
    public DataSource dataSource() {
        return new DriverManagerDataSource(
                Objects.requireNonNull(connection.jdbcUrl()), connection.username(), connection.password());
    }

    /** Stops the server if it was started for the moment. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (home != null) {
            home.close();
        }
    }
}
