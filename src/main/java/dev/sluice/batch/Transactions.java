package dev.sluice.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs statements in a transaction: in the caller's if there is one on this database pool, else in one of its own. */
final class Transactions {
    /** A deadlock or a lock that did not come in time is tried again; every transaction here may be repeated. */
    private static final int TRIES = 5;

    @FunctionalInterface
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate template;

    Transactions(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
        template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * Runs it.
     *
     * @throws DataAccessException Spring's translation of the database's error
     */
    @SuppressWarnings("NullAway") // the callback's result is whatever the work returns
    <T> T run(Work<T> work) {
        Supplier<T> once = () -> template.execute(status -> jdbc.execute((ConnectionCallback<T>) work::in));
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return once.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once.get();
            } catch (DataAccessException e) {
                if (attempt == TRIES || !SqlState.isContention(e)) {
                    throw e;
                }
            }
        }
    }

    /** Runs the action once what was written is visible to others: after the commit, or at once outside of one. */
    static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
