package dev.sluice.bench;

import dev.sluice.intake.SourceRegistry;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class NoSources {
    @Bean
    SourceRegistry none() {
        return new SourceRegistry() {
            @Override
            public void check(String kind, String sourceId, Map<String, String> parameters) {}

            @Override
            public void register(String kind, String sourceId, Map<String, String> parameters) {}

            @Override
            public void unregister(String sourceId) {}

            @Override
            public void accepted(String sourceId) {}

            @Override
            public void refused(String sourceId, String reason) {}
        };
    }
}
