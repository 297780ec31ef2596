package dev.sluice.home;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.postgres.*}: the PostgreSQL that Sluice starts by itself.
 *
 * @param port where it listens, on the loopback address; 0: the last one if it is still free, else any
 * @param startTimeout how long it may take to start; recovery after a power cut can take minutes
 * @param settings PostgreSQL settings by name, in place of Sluice's own
 */
@ConfigurationProperties("sluice.postgres")
public record PostgresProperties(
        @DefaultValue("0") int port,
        @DefaultValue("5m") Duration startTimeout,
        @DefaultValue Map<String, String> settings) {}
