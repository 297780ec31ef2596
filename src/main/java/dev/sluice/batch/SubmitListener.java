package dev.sluice.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes this node's claimer when another node has accepted a single run, so that nobody waits for the poll. It listens
 * on a connection of its own and outside of any transaction: a listener stuck in one would fill the server's queue of
 * notifications. Only single runs notify, never outcomes, because a notification takes a lock of the whole database at
 * commit. What is missed here, the poll finds.
 */
final class SubmitListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SubmitListener.class);
    private static final String CHANNEL = "sluice_single_run";
    private static final int WAIT_MILLIS = 10_000;
    private static final long RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Where the connection comes from: not from a pool, which it would keep a place of for ever. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    private final Connector connector;
    private final WakeUp wakeUp;
    private final Thread thread = new Thread(this::run, "listen-for-single-runs");
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    SubmitListener(Connector connector, WakeUp wakeUp) {
        this.connector = connector;
        this.wakeUp = wakeUp;
        thread.setDaemon(true);
    }

    /** Tells the nodes, at the commit of this transaction, that a single run is ready. */
    static void tell(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_notify('" + CHANNEL + "', '')")) {
            statement.execute();
        }
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Connection connected = connector.connect()) {
                connection = connected;
                listen(connected);
            } catch (SQLException e) {
                if (!closed) {
                    log.debug("Not listening for single runs at the moment; they are found by the poll.", e);
                    LockSupport.parkNanos(RECONNECT_NANOS);
                }
            } finally {
                connection = null;
            }
        }
    }

    private void listen(Connection connected) throws SQLException {
        try (Statement statement = connected.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        wakeUp.signal(); // for what came while nobody listened
        PGConnection notifications = connected.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] heard = notifications.getNotifications(WAIT_MILLIS);
            if (heard != null && heard.length > 0) {
                wakeUp.signal();
            } else if (!connected.isValid(WAIT_MILLIS / 1_000)) {
                throw new SQLException("the connection that listens no longer answers");
            }
        }
    }

    /** Ends the connection and the thread. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Connection connected = connection;
        try {
            if (connected != null) {
                connected.abort(Runnable::run);
            }
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (SQLException e) {
            log.debug("The connection that listened could not be ended.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
