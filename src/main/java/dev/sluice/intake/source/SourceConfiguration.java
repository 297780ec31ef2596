package dev.sluice.intake.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.EngineChoice;
import dev.sluice.intake.record.SourceRecords;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What watched sources of every kind have in common: whose turn it is, how they are, what batches they form. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SourceBookSettings.class)
class SourceConfiguration {
    @Bean
    SourceRegistry sourceRegistry(List<SourceKind> kinds) {
        return new WatchedSources(kinds);
    }

    @Bean
    SourceTable sourceTable(JdbcClient jdbc) {
        return new SourceTable(jdbc);
    }

    @Bean
    SourceBook sourceBook(SourceTable table, SourceBookSettings settings, Clock clock) {
        return new SourceBook(table, settings.look(), clock);
    }

    @Bean(destroyMethod = "giveUp")
    SourceTurns sourceTurns(
            SourceTable table,
            SourceBook book,
            SourceBookSettings settings,
            @Qualifier("nodeId") UUID nodeId,
            Clock clock) {
        return new SourceTurns(table, book, settings, nodeId, clock);
    }

    @Bean
    SourceView sourceView(@Qualifier("nodeId") UUID nodeId) {
        return new SourceView(nodeId);
    }

    @Bean
    Sources sources(SourceRegistry registry, SourceTable table, SourceBook book, SourceView view, Clock clock) {
        return new Sources(registry, table, book, view, clock);
    }

    @Bean
    SourceKeeper sourceKeeper(
            SourceRegistry registry,
            SourceTable table,
            SourceBook book,
            SourceTurns turns,
            SourceView view,
            SourceBookSettings settings,
            @Qualifier("nodeId") UUID nodeId,
            Clock clock) {
        return new SourceKeeper(registry, table, book, turns, view, settings, nodeId, clock);
    }

    @Bean
    SourceBatches sourceBatches(JdbcClient jdbc, BatchService batches, BatchReader reader) {
        return new SourceBatches(new SourceBatchTable(jdbc), batches, reader);
    }

    @Bean
    SourceDefaults sourceDefaults(@Value("${sluice.home:./data}") Path home, EngineChoice engines, ObjectMapper json) {
        return new SourceDefaults(home.toAbsolutePath().normalize(), Duration.ofMinutes(1), engines, json);
    }

    @Bean
    SourceMetrics sourceMetrics(
            Sources sources, SourceRecords records, ObjectProvider<MeterRegistry> registries, Clock clock) {
        return new SourceMetrics(sources, records, registries, clock);
    }
}
