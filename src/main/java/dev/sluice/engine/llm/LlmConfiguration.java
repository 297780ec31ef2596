package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.EngineLimits;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.OperationCatalog;
import dev.sluice.engine.OperationResults;
import dev.sluice.engine.remote.EngineThreads;
import dev.sluice.engine.remote.RemoteCaller;
import dev.sluice.engine.remote.RemoteExtraction;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LlmSettings.class)
class LlmConfiguration {
    @Bean
    Conversation llmConversation(LlmSettings settings, RemoteCaller caller, ObjectMapper json) {
        // Random, so that no document can hold it.
        Prompts prompts = new Prompts(() -> UUID.randomUUID().toString());
        boolean schemaInPrompt = settings.answer() != LlmSettings.AnswerFormat.JSON_SCHEMA;
        return new Conversation(new ChatClient(settings, caller, json), prompts, schemaInPrompt);
    }

    @Bean
    LlmOperation llmOperation(
            LlmSettings settings,
            Conversation conversation,
            OperationCatalog catalog,
            OperationResults results,
            ArtifactStore artifacts,
            ExtractLimits limits,
            ObjectMapper json) {
        return new LlmOperation(settings, conversation, catalog, results, artifacts, limits, json);
    }

    @Bean
    LlmExtract llmExtract(
            LlmSettings settings, Conversation conversation, RemoteExtraction extraction, ObjectMapper json) {
        return new LlmExtract(settings, conversation, extraction, json);
    }

    // Not a candidate for whoever wants just any executor.
    @Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
    ExecutorService llmThreads(LlmSettings settings) {
        return EngineThreads.of("llm", settings.maxConcurrent());
    }

    /** None while no endpoint is configured: then nothing can be asked of it. */
    @Bean
    EngineLimits llmLimits(LlmSettings settings) {
        return settings.isConfigured()
                ? EngineLimits.of("llm", settings.maxConcurrent(), settings.deadline())
                : new EngineLimits(List.of());
    }
}
