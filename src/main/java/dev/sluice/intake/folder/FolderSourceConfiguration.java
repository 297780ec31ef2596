package dev.sluice.intake.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.ContentStore;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Ids;
import dev.sluice.batch.JobRequests;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.content.IntakeLimits;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.source.SourceBatches;
import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceTurns;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IntakeSettings.class, ManifestLimits.class})
class FolderSourceConfiguration {
    @Bean
    FolderSources folderSources(
            SourceDefaults defaults, IntakeSettings settings, FolderTable table, IntakeLimits limits, Clock clock) {
        return new FolderSources(defaults, settings, new FolderPreview(table::known, limits, clock));
    }

    @Bean
    FolderTable folderTable(JdbcClient jdbc) {
        return new FolderTable(jdbc);
    }

    @Bean
    Ledger ledger(
            DataSource dataSource,
            FolderTable table,
            BatchService batches,
            SourceBatches sourceBatches,
            BatchReader reader,
            Ids ids,
            JdbcClient jdbc,
            Clock clock) {
        return new Ledger(dataSource, table, batches, sourceBatches, reader, ids, new ExtrasTable(jdbc), clock);
    }

    @Bean
    ManifestPoll manifestPoll(JdbcClient jdbc, MoveSteps steps, ObjectMapper json, ManifestLimits limits, Ids ids) {
        ManifestTable table = new ManifestTable(jdbc);
        return new ManifestPoll(table, new ManifestMover(table, steps), json, limits, ids);
    }

    @Bean
    FolderPoll folderPoll(
            FolderSources sources,
            Ledger ledger,
            JdbcClient jdbc,
            MoveSteps steps,
            ManifestPoll manifests,
            DiskGuard disk,
            SourceTurns turns,
            IntakeSettings settings,
            Clock clock) {
        FolderExtras extras = new FolderExtras(new ExtrasTable(jdbc), new MarkerCleaner(steps), manifests);
        return new FolderPoll(sources, ledger, extras, disk, turns, settings, clock);
    }

    // Not a candidate for whoever wants just any executor.
    @Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
    @Qualifier("documentCopiers")
    ExecutorService documentCopiers(IntakeSettings settings) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(settings.copiers(), task -> {
            Thread thread = new Thread(task, "copy-document-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    DocumentAcceptance documentAcceptance(
            FolderSources sources,
            ContentStore contents,
            IntakeLimits limits,
            Ledger ledger,
            @Qualifier("documentCopiers") ExecutorService copiers,
            ManifestAcceptance manifests,
            IntakeSettings settings,
            Clock clock) {
        return new DocumentAcceptance(
                sources, new FileSecurer(contents, limits), ledger, copiers, manifests, settings, clock);
    }

    @Bean
    ManifestAcceptance manifestAcceptance(
            DataSource dataSource,
            FolderTable documents,
            JdbcClient jdbc,
            ContentStore contents,
            IntakeLimits limits,
            Ledger ledger,
            SourceBatches batches,
            ManifestPoll polls,
            @Qualifier("documentCopiers") ExecutorService copiers,
            IntakeSettings settings,
            ObjectMapper json,
            Ids ids,
            Clock clock) {
        ManifestLedger manifests = new ManifestLedger(
                dataSource,
                documents,
                new ExtrasTable(jdbc),
                new ManifestTable(jdbc),
                new ManifestReceipt(json),
                ledger,
                batches,
                ids);
        return new ManifestAcceptance(
                contents, new FileSecurer(contents, limits), manifests, polls, copiers, settings, clock);
    }

    @Bean
    MoveSteps moveSteps() {
        return new MoveSteps();
    }

    @Bean
    OriginalMover originalMover(
            DataSource dataSource,
            JdbcClient jdbc,
            Ledger ledger,
            BatchReader reader,
            ContentStore contents,
            ObjectMapper json,
            FolderSources sources,
            IntakeSettings settings,
            Clock clock,
            MoveSteps steps) {
        SettleTable table = new SettleTable(jdbc);
        Settlement settlement = new Settlement(steps, contents, json);
        GroupSettler settler =
                new GroupSettler(dataSource, table, ledger, reader, settlement, steps, sources, settings, clock);
        return new OriginalMover(sources, table, settler, settings, clock);
    }

    @Bean
    ResultPublisher resultPublisher(
            DocumentTable table, JdbcClient jdbc, ArtifactStore artifacts, JobRequests requests) {
        return new ResultPublisher(table, new ResultTable(jdbc), artifacts, requests);
    }
}
