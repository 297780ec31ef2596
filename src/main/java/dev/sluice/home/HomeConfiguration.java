package dev.sluice.home;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The home, and the database: the configured one, or one of our own. Spring closes beans before those they depend on,
 * so that the pools close first, then PostgreSQL stops, and the home is unlocked last.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HomeProperties.class)
class HomeConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SluiceHome sluiceHome(HomeProperties properties) {
        return SluiceHome.open(properties.home(), UUID::randomUUID);
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(DatabaseConfigured.Not.class)
    @EnableConfigurationProperties(PostgresProperties.class)
    static class OwnDatabase {
        @Bean
        LocalPostgres localPostgres(
                SluiceHome home, PostgresProperties properties, ObjectProvider<EarlyStart.StartingPostgres> early) {
            EarlyStart.StartingPostgres starting = early.getIfAvailable();
            if (starting != null) {
                return starting.await();
            }
            return LocalPostgres.start(home.postgres(), home.logs(), properties, new SecureRandom());
        }

        @Bean
        JdbcConnectionDetails databaseConnection(LocalPostgres postgres) {
            return new DatabaseConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        }
    }

    /** The home comes first: a second process on it must not even connect. */
    @Bean
    @Conditional(DatabaseConfigured.class)
    JdbcConnectionDetails configuredDatabase(DataSourceProperties properties, SluiceHome home) {
        return new DatabaseConnection(
                        Objects.requireNonNull(properties.getUrl()),
                        Objects.requireNonNullElse(properties.getUsername(), ""),
                        Objects.requireNonNullElse(properties.getPassword(), ""))
                .checked();
    }
}
