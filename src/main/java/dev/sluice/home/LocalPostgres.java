package dev.sluice.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server that belongs to this process: its programs come with Sluice, its data live in the home, it
 * listens on the loopback address and asks for a password. It is started again if it dies, on the same port, so that
 * connection pools find it.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalPostgres.class);

    private final DataDirectory data;
    private final ServerProcess server;
    private final Thread watchdog;

    private LocalPostgres(DataDirectory data, ServerProcess server) {
        this.data = data;
        this.server = server;
        this.watchdog = new Thread(server::keepRunning, "sluice-postgres-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /**
     * Starts the server and returns when it accepts connections. A server that a killed process left behind in the same
     * directory is stopped first; the caller must hold the home's lock.
     *
     * @param directory where programs, data and passwords are kept; exists and is private
     * @param logs where the server writes its logs; exists
     * @param random for the two passwords that are made on the first start
     * @throws StartFailure if it cannot be started, with the server's last words
     */
    public static LocalPostgres start(Path directory, Path logs, PostgresProperties properties, Random random) {
        DataDirectory data = new DataDirectory(directory);
        try {
            data.refuseOtherMajor();
            Path programs = ServerPrograms.unpack(directory);
            Launcher launcher = Launcher.of(programs);
            LeftoverServer leftover = new LeftoverServer(data.path(), launcher);
            leftover.stop();
            ServerPrograms.removeOthers(programs);
            data.create(launcher, random);
            ServerProcess server = new ServerProcess(data, logs, properties, launcher, leftover);
            server.start(new LoopbackPort(properties.port(), directory));
            log.info(
                    "PostgreSQL {} runs on 127.0.0.1:{} with its data in {}.",
                    ServerPrograms.MAJOR,
                    server.port(),
                    data.path());
            return new LocalPostgres(data, server);
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL could not be started in " + directory + ": " + e, e);
        }
    }

    /** The database {@code sluice}, without credentials. */
    public String jdbcUrl() {
        return jdbcUrl("sluice");
    }

    /** Another database of this server, without credentials. */
    public String jdbcUrl(String database) {
        return server.jdbcUrl(database);
    }

    /** The role that owns the database {@code sluice}; no superuser. */
    public String user() {
        return "sluice";
    }

    public String password() {
        return server.password();
    }

    /** The password of the superuser {@code postgres}, whom Sluice itself never uses after the set-up. */
    public String superuserPassword() {
        try {
            return data.superuserPassword();
        } catch (IOException e) {
            throw new StartFailure("the password of PostgreSQL's superuser cannot be read: " + e, e);
        }
    }

    /** The server's process id; another after it died and was started again. */
    public long pid() {
        return server.pid();
    }

    /** Stops the server, so that its next start needs no recovery, and returns when it is gone. Closing twice does no harm. */
    @Override
    public void close() {
        server.stop(watchdog);
    }
}
