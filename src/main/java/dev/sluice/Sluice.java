package dev.sluice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program: starts the hub, or one of its commands. */
@SpringBootApplication
public class Sluice {
    public static void main(String[] args) {
        SpringApplication.run(Sluice.class, args);
    }
}
