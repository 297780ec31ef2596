package dev.sluice.api.submit;

import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Ids;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListingSettings.class)
class SubmitConfiguration {
    @Bean
    DocumentRecords documentRecords(JdbcClient jdbc, Ids ids) {
        return new DocumentRecords(jdbc, ids);
    }

    @Bean
    ListingTable listingTable(JdbcClient jdbc) {
        return new ListingTable(jdbc);
    }

    @Bean
    BatchSubmission batchSubmission(
            DataSource dataSource,
            BatchService batches,
            EngineChoice engines,
            DocumentRecords records,
            ListingTable listings) {
        return new BatchSubmission(dataSource, batches, engines, records, listings);
    }

    @Bean
    PrefixDocuments prefixDocuments(S3Listing listing, ListingSettings settings) {
        return new PrefixDocuments(listing, settings, System::nanoTime);
    }

    @Bean
    PrefixListings prefixListings(
            DataSource dataSource,
            PrefixDocuments documents,
            ListingTable table,
            DocumentRecords records,
            BatchService batches,
            BatchReader reader,
            ListingSettings settings) {
        return new PrefixListings(dataSource, documents, table, records, batches, reader, settings);
    }
}
