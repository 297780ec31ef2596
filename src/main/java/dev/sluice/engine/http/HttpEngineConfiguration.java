package dev.sluice.engine.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.EngineLimits;
import dev.sluice.batch.JobRequests;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.OperationResults;
import dev.sluice.engine.remote.EngineThreads;
import dev.sluice.engine.remote.RemoteCaller;
import dev.sluice.engine.remote.RemoteExtraction;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpEngineSettings.class)
class HttpEngineConfiguration {
    @Bean
    HttpEngine httpEngine(
            HttpEngineSettings settings,
            RemoteCaller caller,
            RemoteExtraction extraction,
            OperationResults results,
            ArtifactStore artifacts,
            JobRequests requests,
            ExtractLimits limits,
            ObjectMapper json) {
        return new HttpEngine(settings, caller, extraction, results, artifacts, requests, limits, json);
    }

    // Not a candidate for whoever wants just any executor.
    @Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
    ExecutorService httpThreads(HttpEngineSettings settings) {
        return EngineThreads.of("http", settings.maxConcurrent());
    }

    /** None while no URL is configured: then nothing can be asked of it. */
    @Bean
    EngineLimits httpLimits(HttpEngineSettings settings) {
        return settings.isConfigured()
                ? EngineLimits.of("http", settings.maxConcurrent(), settings.deadline())
                : new EngineLimits(List.of());
    }
}
