package dev.sluice.artifact.s3;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
class S3Configuration {
    @Bean
    S3Connections s3Connections(ConnectionSettings settings) {
        return new S3Connections(settings);
    }

    @Bean
    S3Listing s3Listing(S3Connections connections) {
        return new S3Listing(connections);
    }

    @Bean
    S3Objects s3Objects(S3Connections connections) {
        return new S3Objects(connections);
    }

    @Bean
    S3Originals s3Originals(S3Connections connections) {
        return new S3Originals(connections);
    }
}
