package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testing.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionsTest {
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

    @Test
    void what_is_submitted_in_a_transaction_of_the_caller_goes_with_it_and_wakes_nobody_before() {
        Core node = database.startWide();
        TransactionTemplate outer = new TransactionTemplate(new JdbcTransactionManager(database.dataSource));
        NewJob single = database.newJob();
        outer.executeWithoutResult(status -> {
            node.batches.submitSingle("default", Operation.EXTRACT, "embedded", single);
            database.filled(node, 4, 10);
            assertThat(node.claimer.claim()).as("not committed yet").isEmpty();
            status.setRollbackOnly();
        });
        assertThat(database.count("SELECT count(*) FROM job")).isZero();
        assertThat(node.claimer.claim()).isEmpty();

        outer.executeWithoutResult(
                status -> node.batches.submitSingle("default", Operation.EXTRACT, "embedded", single));
        assertThat(node.claimer.claim()).hasSize(1);
    }

    @Test
    void contention_is_tried_again_in_a_transaction_of_its_own_and_left_to_the_caller_in_his() {
        Transactions transactions = new Transactions(database.dataSource);
        AtomicInteger tries = new AtomicInteger();
        String answer = transactions.run(c -> {
            if (tries.incrementAndGet() < 3) {
                throw new SQLException("deadlock", "40P01");
            }
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(tries).hasValue(3);

        tries.set(0);
        TransactionTemplate outer = new TransactionTemplate(new JdbcTransactionManager(database.dataSource));
        assertThatThrownBy(() -> outer.execute(status -> transactions.run(c -> {
                    tries.incrementAndGet();
                    throw new SQLException("deadlock", "40P01");
                })))
                .isInstanceOf(DataAccessException.class);
        assertThat(tries).hasValue(1);
    }
}
