package dev.sluice;

import dev.sluice.home.EarlyStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program: starts the hub, or one of its commands. */
@SpringBootApplication
public class Sluice {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Sluice.class);
        application.addInitializers(new EarlyStart());
        application.run(args);
    }
}
