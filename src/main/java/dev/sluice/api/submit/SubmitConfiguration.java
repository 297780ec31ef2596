package dev.sluice.api.submit;

import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Ids;
import dev.sluice.intake.ApiDocuments;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ListingSettings.class, WaitSettings.class})
class SubmitConfiguration {
    @Bean
    ListingTable listingTable(JdbcClient jdbc) {
        return new ListingTable(jdbc);
    }

    @Bean
    BatchSubmission batchSubmission(
            DataSource dataSource,
            BatchService batches,
            EngineChoice engines,
            ApiDocuments documents,
            ListingTable listings) {
        return new BatchSubmission(dataSource, batches, engines, documents, listings);
    }

    @Bean
    PrefixDocuments prefixDocuments(S3Listing listing, ListingSettings settings) {
        return new PrefixDocuments(listing, settings, System::nanoTime);
    }

    @Bean
    PrefixListings prefixListings(
            DataSource dataSource,
            PrefixDocuments prefixes,
            ListingTable table,
            ApiDocuments documents,
            BatchService batches,
            BatchReader reader,
            ListingSettings settings) {
        return new PrefixListings(dataSource, prefixes, table, documents, batches, reader, settings);
    }

    @Bean(initMethod = "start")
    JobWaits jobWaits(BatchReader reader, WaitSettings settings) {
        return new JobWaits(reader, settings.syncTimeout(), System::nanoTime);
    }

    @Bean
    SingleRuns singleRuns(
            DataSource dataSource,
            JdbcClient jdbc,
            BatchService batches,
            EngineChoice engines,
            ApiDocuments documents,
            Ids ids,
            JobWaits waits) {
        return new SingleRuns(dataSource, jdbc, batches, engines, documents, ids, waits);
    }
}
