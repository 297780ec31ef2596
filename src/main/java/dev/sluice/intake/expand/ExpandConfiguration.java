package dev.sluice.intake.expand;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.ContentStore;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Ids;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.folder.FolderSources;
import dev.sluice.intake.source.SourceBatches;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExpansionLimits.class)
class ExpandConfiguration {
    @Bean
    ChildDocuments childDocuments(
            DataSource dataSource,
            JdbcClient jdbc,
            DocumentTable documents,
            FolderSources sources,
            SourceBatches batches,
            BatchReader reader,
            ContentStore contents,
            ArtifactStore artifacts,
            DiskGuard disk,
            ExpansionLimits limits,
            Ids ids,
            ObjectMapper json,
            Clock clock) {
        return new ChildDocuments(
                dataSource,
                new ChildTable(jdbc),
                documents,
                new ChildBatches(sources, batches, jdbc, clock),
                reader,
                contents,
                artifacts,
                disk,
                limits,
                ids,
                json);
    }
}
