package dev.sluice.engine;

import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.EngineLimit;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class EngineConfiguration {
    @Bean
    EngineLimit embeddedExtractLimit(EngineSettings settings) {
        EngineSettings.Limit limit = settings.extract().embedded();
        return new EngineLimit(Operation.EXTRACT, "embedded", limit.maxConcurrent(), limit.deadline());
    }

    @Bean
    EngineChoice engineChoice(EngineSettings settings) {
        return operation -> {
            if (operation == Operation.EXTRACT) {
                return settings.extract().use();
            }
            throw new SluiceException(
                    ErrorCode.ENGINE_NOT_CONFIGURED,
                    "No engine serves the operation '%s' yet.".formatted(operation.word()));
        };
    }
}
