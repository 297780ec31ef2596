package dev.sluice.camel;

import dev.sluice.batch.BatchSweeper;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobClaimer;
import dev.sluice.intake.source.SourceRegistry;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    SourceSchedules sourceSchedules(
            CamelContext camel, DataSource dataSource, JdbcClient jdbc, @Qualifier("nodeId") UUID nodeId) {
        return new SourceSchedules(camel, dataSource, jdbc, nodeId);
    }

    @Bean
    SourceFiles sourceFiles(
            CamelContext camel, RouteFolder folder, SourceRegistry registry, SourceSchedules schedules) {
        return new SourceFiles(camel, folder, registry, schedules);
    }
}
