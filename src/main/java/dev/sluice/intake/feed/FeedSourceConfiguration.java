package dev.sluice.intake.feed;

import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceTurns;
import dev.sluice.security.egress.EgressClient;
import dev.sluice.security.egress.EgressSettings;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedSettings.class)
class FeedSourceConfiguration {
    @Bean
    FeedFetcher feedFetcher(EgressClient egress, FeedSettings settings, EgressSettings network, Clock clock) {
        return new FeedFetcher(egress, new FeedReader(), settings, network, clock);
    }

    @Bean
    FeedSources feedSources(
            SourceDefaults defaults,
            FeedFetcher fetcher,
            RemoteAcceptance acceptance,
            FeedSettings settings,
            Clock clock) {
        return new FeedSources(
                new FeedParameters(defaults.every(Duration.ofMinutes(15))),
                new FeedPreview(fetcher, acceptance, settings, clock));
    }

    @Bean
    FeedHeaders feedHeaders(FeedSources sources) {
        return new FeedHeaders(sources);
    }

    @Bean
    FeedPoll feedPoll(
            FeedSources sources,
            JdbcClient jdbc,
            FeedFetcher fetcher,
            FeedSettings settings,
            RemoteAcceptance acceptance,
            SourceTurns turns,
            DiskGuard disk,
            Clock clock) {
        return new FeedPoll(sources, new FeedTable(jdbc), fetcher, settings, acceptance, turns, disk, clock);
    }

    @Bean
    FeedAcceptance feedAcceptance(
            DataSource dataSource, FeedSources sources, RemoteAcceptance acceptance, JdbcClient jdbc, Clock clock) {
        return new FeedAcceptance(dataSource, sources, acceptance, new FeedTable(jdbc), clock);
    }
}
