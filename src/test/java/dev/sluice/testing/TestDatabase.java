package dev.sluice.testing;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.home.DatabasePools;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A fresh database for a test class, on a real PostgreSQL that all classes of the test JVM share, with the migrations
 * of {@code classpath:db/migration}:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase database = new TestDatabase();
 * }</pre>
 *
 * <p>With Spring, add {@code @DynamicPropertySource static void database(DynamicPropertyRegistry registry) {
 * database.register(registry); }}.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final int POOL_SIZE = 10;

    private final String[] locations;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private boolean outlivesItsClass;
    private @Nullable String name;
    private @Nullable DataSource dataSource;
    private @Nullable DataSource hotDataSource;

    public TestDatabase() {
        this("classpath:db/migration");
    }

    /** With the migrations of other {@code locations}; none: an empty database. */
    public TestDatabase(String... locations) {
        this.locations = locations.clone();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        name = TestServer.instance().create(locations);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        pools.forEach(HikariDataSource::close);
        pools.clear();
        dataSource = null;
        hotDataSource = null;
        if (!outlivesItsClass) {
            TestServer.instance().drop(name());
        }
        name = null;
    }

    /** A pool like the program's main one. */
    public synchronized DataSource dataSource() {
        if (dataSource == null) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(jdbcUrl());
            config.setUsername(username());
            config.setPassword(password());
            config.setMaximumPoolSize(POOL_SIZE);
            dataSource = keep(new HikariDataSource(config));
        }
        return dataSource;
    }

    /** A pool like the program's {@code hotDataSource}. */
    public synchronized DataSource hotDataSource() {
        if (hotDataSource == null) {
            hotDataSource = keep(DatabasePools.hot(jdbcUrl(), username(), password(), POOL_SIZE));
        }
        return hotDataSource;
    }

    /** A client of {@link #dataSource()}. */
    public JdbcClient jdbcClient() {
        return JdbcClient.create(dataSource());
    }

    /**
     * Each test begins with nothing in these tables and those that refer to them. What an earlier test has left running
     * may still write; when the server ends one of the two for that (40P01), it is emptied once more.
     */
    public void empty(String... tables) {
        JdbcClient jdbc = jdbcClient();
        String statement = "TRUNCATE %s CASCADE".formatted(String.join(", ", tables));
        await().ignoreException(PessimisticLockingFailureException.class)
                .until(() -> jdbc.sql(statement).update() == 0);
    }

    public String jdbcUrl() {
        return TestServer.instance().postgres().jdbcUrl(name());
    }

    public String username() {
        return TestServer.instance().postgres().user();
    }

    public String password() {
        return TestServer.instance().postgres().password();
    }

    /** Points a Spring context at this database; it is then kept to the JVM's end, because contexts are cached. */
    public void register(DynamicPropertyRegistry registry) {
        outlivesItsClass = true;
        registry.add("spring.datasource.url", this::jdbcUrl);
        registry.add("spring.datasource.username", this::username);
        registry.add("spring.datasource.password", this::password);
    }

    private String name() {
        return Objects.requireNonNull(name, "The database exists only while its test class runs.");
    }

    private DataSource keep(HikariDataSource pool) {
        pools.add(pool);
        return pool;
    }
}
