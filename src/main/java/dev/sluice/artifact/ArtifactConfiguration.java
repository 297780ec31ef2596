package dev.sluice.artifact;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.s3.S3Objects;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ArtifactSettings.class, OutputSettings.class})
class ArtifactConfiguration {
    @Bean
    ContentStore contentStore(ArtifactSettings settings, Clock clock) throws IOException {
        ContentStore store = new ContentStore(settings.directory().resolve("documents"), clock);
        store.removeTemporaries();
        return store;
    }

    @Bean
    ArtifactStore artifactStore(ArtifactSettings settings, JdbcClient jdbc, ObjectMapper json) throws IOException {
        ArtifactStore store = new ArtifactStore(settings.directory().resolve("results"), jdbc, json);
        store.removeTemporaries();
        return store;
    }

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
