package dev.sluice;

import dev.sluice.home.SluiceHome;
import dev.sluice.security.FirstKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, when the hub has started, what a person needs to know to go on. */
@Component
class StartReport {
    private static final Logger log = LoggerFactory.getLogger(StartReport.class);

    private final ServletWebServerApplicationContext server;
    private final SluiceHome home;
    private final FirstKey key;
    private final Environment environment;

    StartReport(ServletWebServerApplicationContext server, SluiceHome home, FirstKey key, Environment environment) {
        this.server = server;
        this.home = home;
        this.key = key;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void report() {
        String host = environment.getProperty("server.address", "127.0.0.1");
        log.info("Address: http://{}:{}", host, server.getWebServer().getPort());
        log.info(
                "Inbox:   {} (drop documents here; they end in its done/ or failed/, each with a receipt)",
                home.inbox());
        log.info("Key:     {}", key.where());
    }
}
