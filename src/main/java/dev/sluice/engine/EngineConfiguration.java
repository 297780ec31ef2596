package dev.sluice.engine;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the document parser from {@code sluice.parser.*}, {@code sluice.limits.*} and {@code sluice.ocr.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ParserSettings.class, ExtractLimits.class, OcrSettings.class})
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
}
