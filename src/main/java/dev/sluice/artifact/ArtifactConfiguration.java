package dev.sluice.artifact;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArtifactSettings.class)
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
}
