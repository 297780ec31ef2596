package dev.sluice.security.egress;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EgressSettings.class)
class EgressConfiguration {
    @Bean
    OwnAddress ownAddress() {
        return new OwnAddress();
    }

    @Bean
    EgressClient egressClient(EgressSettings settings, OwnAddress own) {
        return EgressClient.of(settings, own);
    }
}
