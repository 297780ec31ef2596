package dev.sluice.camel;

import dev.sluice.batch.BatchSweeper;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobClaimer;
import dev.sluice.intake.SourceRegistry;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteSettings.class)
class CamelConfiguration {
    @Bean
    RouteFolder routeFolder(RouteSettings settings) {
        return new RouteFolder(settings.dir());
    }

    @Bean
    RouteLoader routeLoader(RouteFolder folder, BatchSweeper sweeper, JobClaimer claimer) {
        return new RouteLoader(folder, sweeper, claimer);
    }

    @Bean
    OutcomeGroup outcomeGroup(InFlight inFlight) {
        return new OutcomeGroup(inFlight);
    }

    @Bean
    SourceFiles sourceFiles(CamelContext camel, RouteFolder folder, SourceRegistry registry) {
        return new SourceFiles(camel, folder, registry);
    }
}
