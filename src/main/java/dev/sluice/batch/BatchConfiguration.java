package dev.sluice.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Puts the core together: hot statements on their own pool, everything else on the application's. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({JobSettings.class, NodeSettings.class})
class BatchConfiguration {
    @Bean
    Core core(
            DataSource dataSource,
            @Qualifier("hotDataSource") DataSource hotDataSource,
            JdbcClient jdbc,
            JobSettings jobSettings,
            NodeSettings nodeSettings,
            Ids ids,
            ObjectMapper json,
            ObjectProvider<EventInterest> interest,
            ObjectProvider<JobEndListener> listeners,
            ObjectProvider<EngineLimits> engines,
            @Qualifier("nodeId") UUID nodeId,
            @Value("${sluice.public-url:}") String publicUrl) {
        return new Core(
                dataSource,
                hotDataSource,
                jdbc,
                jobSettings,
                nodeSettings,
                ids,
                json,
                new EventInterests(interest),
                new EventLinks(publicUrl),
                List.of(ended -> listeners.forEach(listener -> listener.ended(ended))),
                engines.orderedStream()
                        .flatMap(engine -> engine.limits().stream())
                        .toList(),
                nodeId,
                System::nanoTime);
    }

    @Bean
    BatchService batchService(Core core) {
        return core.batches;
    }

    @Bean
    JobClaimer jobClaimer(Core core) {
        return core.claimer;
    }

    @Bean
    OutcomeRecorder outcomeRecorder(Core core) {
        return core.recorder;
    }

    @Bean
    InFlight inFlight(Core core) {
        return core.inFlight;
    }

    @Bean
    BatchSweeper batchSweeper(Core core) {
        return core.sweeper;
    }

    @Bean
    JobOutcomes jobOutcomes(InFlight inFlight) {
        return new JobOutcomes(inFlight);
    }

    /** Two groups are committed at a time; when more wait, whoever brings the next one records it himself. */
    @Bean
    ThreadPoolExecutor outcomeRecorders() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("record-outcomes-");
        return new ThreadPoolExecutor(
                2,
                2,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(4),
                threads,
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Bean(initMethod = "start")
    SubmitListener submitListener(Core core, JdbcConnectionDetails database) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "sluice-listen");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        return new SubmitListener(() -> DriverManager.getConnection(database.getJdbcUrl(), properties), core.wakeUp);
    }

    @Bean
    Recheck recheck(Core core) {
        return core.recheck;
    }
}
