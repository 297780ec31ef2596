package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.artifact.s3.S3Originals;
import dev.sluice.batch.BatchReader;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.content.IntakeLimits;
import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceTurns;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class S3SourceConfiguration {
    /** Objects that are moved, tagged or deleted at a time. */
    private static final int MOVERS = 8;

    @Bean
    S3Sources s3Sources(
            S3Listing listing, SourceDefaults defaults, RemoteAcceptance acceptance, IntakeLimits limits, Clock clock) {
        return new S3Sources(
                new S3Parameters(listing, defaults.every(Duration.ofMinutes(1))),
                new S3Preview(listing, acceptance, limits, clock));
    }

    @Bean
    S3Poll s3Poll(
            S3Sources sources,
            JdbcClient jdbc,
            S3Listing listing,
            RemoteAcceptance acceptance,
            SourceTurns turns,
            DiskGuard disk,
            Clock clock) {
        return new S3Poll(sources, new RoundTable(jdbc), listing, acceptance, turns, disk, clock);
    }

    @Bean
    S3Acceptance s3Acceptance(
            DataSource dataSource, S3Sources sources, RemoteAcceptance acceptance, JdbcClient jdbc, Clock clock) {
        return new S3Acceptance(dataSource, sources, acceptance, new RoundTable(jdbc), new OriginalTable(jdbc), clock);
    }

    @Bean
    ObjectSteps objectSteps(S3Originals objects) {
        return new ObjectSteps(objects);
    }

    @Bean
    ObjectSettler objectSettler(
            S3Sources sources, JdbcClient jdbc, ObjectSteps steps, BatchReader reader, Clock clock) {
        OriginalTable table = new OriginalTable(jdbc);
        return new ObjectSettler(sources, table, new ObjectMover(steps, table), reader, clock);
    }

    // Not a candidate for whoever wants just any executor.
    @Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
    @Qualifier("objectThreads")
    ExecutorService objectThreads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(MOVERS, task -> {
            Thread thread = new Thread(task, "settle-object-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
