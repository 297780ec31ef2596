package dev.sluice.security;

import dev.sluice.home.SluiceHome;
import dev.sluice.http.ErrorAnswers;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the guard before everything that answers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {
    @Bean
    ApiKeyTable apiKeyTable(JdbcClient jdbc) {
        return new ApiKeyTable(jdbc);
    }

    @Bean
    FirstKey firstKey(ApiKeyTable table, SluiceHome home, Clock clock, SecuritySettings settings) {
        return new FirstKey(table, home, clock, new SecureRandom(), settings.apiKey());
    }

    /** After the first key: the server takes no request before there is one. */
    @Bean
    KeyRing keyRing(ApiKeyTable table, Clock clock, FirstKey first) {
        return new KeyRing(table, clock, System::nanoTime);
    }

    @Bean
    TemporaryLinks temporaryLinks(KeyRing keys, Clock clock) {
        return new TemporaryLinks(keys, clock);
    }

    @Bean
    FilterRegistrationBean<ApiKeyFilter> apiKeyFilter(
            KeyRing keys,
            TemporaryLinks temporary,
            ServerProperties server,
            ErrorAnswers answers,
            ObjectProvider<LinkDoor> links) {
        FilterRegistrationBean<ApiKeyFilter> filter = new FilterRegistrationBean<>(new ApiKeyFilter(
                keys,
                temporary,
                new LoopbackTrust(server.getAddress()),
                answers,
                () -> links.orderedStream().toList()));
        // Right after the request id, and before all that reads a body or a parameter.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
