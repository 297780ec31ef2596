package dev.sluice.home;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The second pool, for the queue's hot statements. The first, for everything else, is Spring Boot's own and stays the
 * one that is injected without a qualifier. Both survive a restart of the database: a connection that broke is
 * replaced, and who asks for one meanwhile waits.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabasePools {
    /** The qualifier of the hot pool's {@code DataSource}. */
    public static final String HOT = "hotDataSource";

    /**
     * Plans are made once and go by the hot indexes, whatever the statistics of a table that is empty one second and
     * full the next happen to say.
     */
    private static final String HOT_OPTIONS = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
            + " -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off -c lock_timeout=5s"
            + " -c idle_in_transaction_session_timeout=30s";

    // Not a default candidate: otherwise Spring Boot would not make the first pool.
    @Bean(name = HOT, defaultCandidate = false)
    @Qualifier(HOT)
    HikariDataSource hotDataSource(JdbcConnectionDetails database, DatabaseProperties properties) {
        return hot(database.getJdbcUrl(), database.getUsername(), database.getPassword(), properties.hotPoolSize());
    }

    /**
     * A pool of connections that carry the hot settings. Not usable for queries that need a sequential scan to be fast.
     *
     * @param jdbcUrl of a PostgreSQL; its own {@code options} are kept
     * @param size number of connections
     */
    public static HikariDataSource hot(String jdbcUrl, @Nullable String username, @Nullable String password, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hot");
        config.setJdbcUrl(withOptions(jdbcUrl, HOT_OPTIONS));
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setValidationTimeout(5_000);
        config.setKeepaliveTime(120_000);
        config.addDataSourceProperty("ApplicationName", "sluice-hot");
        // Few statements, each executed millions of times: prepare at the first use.
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "10");
        // A hot statement takes milliseconds; one that waits this long talks to a server that is gone.
        config.addDataSourceProperty("socketTimeout", "60");
        // The pool must not be the reason why a start fails: the database was checked before.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * The settings travel in the URL, as the session's own defaults: a SET by the pool would be undone by the first
     * ROLLBACK. Of two parameters of one name the driver takes the last.
     */
    static String withOptions(String jdbcUrl, String options) {
        Properties known = Driver.parseURL(jdbcUrl, null);
        String own = known == null ? null : known.getProperty("options");
        String all = own == null ? options : own + " " + options;
        return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "options="
                + URLEncoder.encode(all, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
