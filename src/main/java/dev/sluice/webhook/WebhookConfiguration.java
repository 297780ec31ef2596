package dev.sluice.webhook;

import dev.sluice.batch.EventInterest;
import dev.sluice.batch.Ids;
import dev.sluice.security.egress.EgressClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** The beans of webhook delivery; routes know the dispatcher and the sender by name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    Webhooks webhooks(
            WebhookSettings settings,
            ObjectProvider<EventDialect> dialects,
            EgressClient egressClient,
            DataSource dataSource,
            @Qualifier("nodeId") UUID nodeId,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        String version =
                Objects.requireNonNullElse(Webhooks.class.getPackage().getImplementationVersion(), "development");
        return new Webhooks(
                settings,
                dialects.orderedStream().toList(),
                egressClient,
                dataSource,
                nodeId,
                ids,
                clock,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                "Sluice/" + version);
    }

    /** Before the routes stop, so that none of them waits for an event that nobody will send. */
    @Bean
    ApplicationListener<ContextClosedEvent> webhookStop(Webhooks webhooks) {
        return closed -> webhooks.dispatcher.stop();
    }

    @Bean
    EventInterest webhookInterest(Webhooks webhooks) {
        return webhooks.endpoints;
    }

    @Bean
    WebhookDispatcher webhookDispatcher(Webhooks webhooks) {
        return webhooks.dispatcher;
    }

    @Bean
    WebhookSender webhookSender(Webhooks webhooks) {
        return webhooks.sender;
    }

    @Bean
    DeliveryLog deliveryLog(Webhooks webhooks) {
        return webhooks.log;
    }
}
