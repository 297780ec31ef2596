package dev.sluice.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.EngineLimits;
import dev.sluice.batch.Ids;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobRequests;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the engines from {@code sluice.engine.*}, and the parser behind the embedded ones. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    EngineSettings.class,
    ParserSettings.class,
    ExtractLimits.class,
    ArchiveLimits.class,
    OcrSettings.class
})
class EngineConfiguration {
    @Bean
    DocumentParser documentParser(ParserSettings settings, ExtractLimits limits, OcrSettings ocr) {
        return new DocumentParser(settings, limits, ocr);
    }

    /** The first document need not wait for a process to start, nor does the start wait for the processes. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> parserWarmUp(DocumentParser parser) {
        return event -> parser.warmUp();
    }

    @Bean
    EmbeddedExtract embeddedExtract(
            JobRequests requests,
            DocumentParser parser,
            ArtifactStore artifacts,
            InFlight inFlight,
            Ids ids,
            ObjectMapper json) {
        return new EmbeddedExtract(requests, parser, artifacts, inFlight, ids, json);
    }

    @Bean
    ArchiveOpener archiveOpener(
            DocumentParser parser,
            ArtifactStore artifacts,
            ArchiveLimits limits,
            InFlight inFlight,
            Ids ids,
            ObjectMapper json) {
        return new ArchiveOpener(parser, artifacts, limits, inFlight, ids, json);
    }

    @Bean
    OperationInputs operationInputs(
            JobRequests requests,
            DocumentParser parser,
            ArtifactStore artifacts,
            InFlight inFlight,
            ObjectMapper json) {
        return new OperationInputs(requests, parser, artifacts, inFlight, json);
    }

    @Bean
    OperationResults operationResults(ArtifactStore artifacts, Ids ids) {
        return new OperationResults(artifacts, ids);
    }

    @Bean
    OperationCatalog operationCatalog() {
        return new OperationCatalog();
    }

    @Bean
    EmbeddedOperation embeddedOperation(
            DocumentParser parser,
            ArtifactStore artifacts,
            OperationResults results,
            InFlight inFlight,
            ObjectMapper json) {
        return new EmbeddedOperation(parser, artifacts, results, inFlight, json);
    }

    @Bean
    EngineLimits embeddedLimits(EngineSettings settings) {
        EngineSettings.Limit limit = settings.embedded();
        return EngineLimits.of("embedded", limit.maxConcurrent(), limit.deadline());
    }

    @Bean
    EngineChoice engineChoice(
            EngineSettings settings, ObjectProvider<EngineLimits> engines, OperationCatalog operations) {
        return new ConfiguredEngines(settings, engines.orderedStream().toList(), operations);
    }
}
