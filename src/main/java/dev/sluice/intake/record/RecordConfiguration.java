package dev.sluice.intake.record;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
    @Bean
    RecordTable recordTable(JdbcClient jdbc, BatchReader reader) {
        return new RecordTable(jdbc, reader);
    }

    @Bean
    SourceRecords sourceRecords(RecordTable table, JdbcClient jdbc) {
        return new SourceRecords(table, new RecordCountTable(jdbc));
    }

    @Bean
    RecordRetry recordRetry(
            DataSource dataSource, RecordTable table, SourceRecords records, BatchService batches, Clock clock) {
        return new RecordRetry(dataSource, table, records, batches, clock);
    }
}
