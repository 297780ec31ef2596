package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @RegisterExtension
    static final TestDatabase other = new TestDatabase();

    @Test
    void each_class_has_a_database_of_its_own() {
        database.jdbcClient().sql("CREATE TABLE mine (n int)").update();

        assertThat(other.jdbcClient()
                        .sql("SELECT to_regclass('mine')::text")
                        .query(String.class)
                        .optional())
                .isEmpty();
    }

    @Test
    void the_hot_pool_carries_its_settings_even_after_a_rollback() throws Exception {
        try (var connection = database.hotDataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.rollback();
        }
        JdbcClient hot = JdbcClient.create(database.hotDataSource());
        assertThat(hot.sql("SHOW enable_seqscan").query(String.class).single()).isEqualTo("off");
        assertThat(hot.sql("SHOW lock_timeout").query(String.class).single()).isEqualTo("5s");
    }
}
