package dev.sluice;

import dev.sluice.home.SluiceHome;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What comes into the packages from outside: time, and who this node is. */
@Configuration(proxyBeanMethods = false)
class ProgramConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    UUID nodeId(SluiceHome home) {
        return home.nodeId();
    }
}
