package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmitListenerTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static CoreDatabase database;

    @BeforeAll
    static void migrate() {
        database = new CoreDatabase(DATABASE);
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    @Test
    void a_single_run_accepted_by_one_node_wakes_another_also_after_the_database_has_thrown_it_out() throws Exception {
        NodeSettings patient = new NodeSettings(
                100, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5));
        Core accepting = database.start(UUID.randomUUID(), new EngineLimit[0]);
        Core working = database.start(UUID.randomUUID(), patient, CoreDatabase.WIDE);
        working.claimer.awaitAndClaim(); // the signal of its start
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SubmitListener listener = new SubmitListener(this::connect, working.wakeUp)) {
            listener.start();
            for (int life = 1; life <= 2; life++) {
                working.claimer.awaitAndClaim(); // it listens, and says so
                assertThat(connections).hasSize(life);
                Future<List<ClaimedJob>> claim = thread.submit(working.claimer::awaitAndClaim);
                accepting.batches.submitSingle("default", Operation.EXTRACT, "embedded", database.newJob());
                assertThat(claim.get(30, TimeUnit.SECONDS)).hasSize(1);
                CoreDatabase.complete(working, List.of());
                database.jdbc
                        .sql(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listener'")
                        .query()
                        .listOfRows();
            }
        } finally {
            thread.shutdownNow();
        }
        assertThat(connections).allMatch(SubmitListenerTest::isClosed);
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(
                DATABASE.jdbcUrl() + (DATABASE.jdbcUrl().contains("?") ? "&" : "?") + "ApplicationName=listener",
                DATABASE.username(),
                DATABASE.password());
        connections.add(connection);
        return connection;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
