package dev.sluice.artifact;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.s3.S3Depot;
import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.artifact.s3.S3Objects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ArtifactSettings.class, OutputSettings.class})
class ArtifactConfiguration {
    @Bean
    ArtifactDepot artifactDepot(ArtifactSettings settings, S3Objects objects, S3Listing listing) {
        return settings.store() == ArtifactSettings.Store.S3
                ? new ArtifactDepot(S3Depot.open(
                        objects,
                        listing,
                        Objects.requireNonNull(settings.bucket()),
                        settings.prefix(),
                        settings.connection()))
                : new ArtifactDepot(null);
    }

    @Bean
    ContentStore contentStore(ArtifactSettings settings, Clock clock, ArtifactDepot depot) throws IOException {
        ContentStore store = new ContentStore(root(settings, "documents"), clock, depot.depot(), settings.cache());
        store.removeTemporaries();
        return store;
    }

    @Bean
    ArtifactStore artifactStore(
            ArtifactSettings settings, JdbcClient jdbc, ObjectMapper json, Clock clock, ArtifactDepot depot)
            throws IOException {
        ArtifactStore store = new ArtifactStore(root(settings, "results"), jdbc, json, clock, depot.depot());
        store.removeTemporaries();
        return store;
    }

    /** Copies lie apart: what was kept in the directory before is never taken for one. */
    private static Path root(ArtifactSettings settings, String name) {
        Path directory = settings.directory();
        return (settings.store() == ArtifactSettings.Store.S3 ? directory.resolve("copies") : directory).resolve(name);
    }

    /** There is none when everything lies in a directory. */
    record ArtifactDepot(@Nullable Depot depot) {}

    @Bean
    ArtifactSweeper artifactSweeper(ArtifactStore artifacts, ArtifactSettings settings, Clock clock) {
        return new ArtifactSweeper(artifacts, settings, clock);
    }

    @Bean
    OutputDestinations outputDestinations(
            S3Objects objects,
            OutputSettings output,
            ArtifactSettings settings,
            ObjectProvider<ForbiddenFolders> forbidden,
            ArtifactStore artifacts) {
        LocalOutput local = new LocalOutput(
                output.localRoots(),
                settings.directory(),
                folder -> forbidden.stream().anyMatch(f -> f.forbids(folder)));
        return new OutputDestinations(objects, local, artifacts);
    }
}
