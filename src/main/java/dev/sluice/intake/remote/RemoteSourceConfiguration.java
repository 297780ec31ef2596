package dev.sluice.intake.remote;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.source.SourceBatches;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RemoteSourceConfiguration {
    @Bean
    RemoteAcceptance remoteAcceptance(
            DataSource dataSource,
            JdbcClient jdbc,
            DocumentTable table,
            SourceBatches batches,
            BatchService service,
            BatchReader reader,
            Ids ids) {
        return new RemoteAcceptance(dataSource, table, new KnownDocuments(jdbc), batches, service, reader, ids);
    }
}
