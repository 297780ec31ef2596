package dev.sluice.intake;

import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.source.Sources;
import dev.sluice.security.egress.EgressClient;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    @Bean
    ApiDocuments apiDocuments(
            DataSource dataSource, DocumentTable documents, BatchService batches, EgressClient egress, Ids ids) {
        return new ApiDocuments(dataSource, documents, batches, egress, ids);
    }

    @Bean
    IntakeHealthIndicator intakeHealthIndicator(Sources sources, DiskGuard disk) {
        return new IntakeHealthIndicator(sources, disk);
    }
}
