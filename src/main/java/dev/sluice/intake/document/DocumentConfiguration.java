package dev.sluice.intake.document;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    @Bean
    DocumentTable documentTable(JdbcClient jdbc) {
        return new DocumentTable(jdbc);
    }
}
