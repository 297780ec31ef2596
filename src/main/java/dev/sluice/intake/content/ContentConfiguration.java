package dev.sluice.intake.content;

import dev.sluice.artifact.ArtifactSettings;
import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.s3.S3Objects;
import dev.sluice.batch.InFlight;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeLimits.class)
class ContentConfiguration {
    @Bean
    DiskGuard diskGuard(IntakeLimits limits, ArtifactSettings artifacts) {
        return new DiskGuard(limits.freeSpace(), () -> usableSpace(artifacts.directory()));
    }

    private static long usableSpace(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask how much room is left in " + directory, e);
        }
    }

    @Bean
    UrlFetcher urlFetcher(EgressClient egress, SourceHeaders sources, EgressSettings settings, Clock clock) {
        return new UrlFetcher(egress, new HostLimits(settings.perHost(), clock), sources, settings, clock);
    }

    @Bean
    S3Fetcher s3Fetcher(S3Objects objects) {
        return new S3Fetcher(objects);
    }

    @Bean
    DocumentContent documentContent(
            DocumentTable documents,
            List<ContentFetcher> fetchers,
            ContentStore contents,
            IntakeLimits limits,
            DiskGuard disk,
            InFlight inFlight) {
        RemoteDocuments remote = new RemoteDocuments(fetchers, documents, contents, limits, disk, inFlight);
        return new DocumentContent(documents, remote, contents, limits);
    }

    @Bean
    ContentSweeper contentSweeper(ContentStore contents, DocumentTable table, ArtifactSettings settings, Clock clock) {
        return new ContentSweeper(contents, table, settings, clock);
    }
}
