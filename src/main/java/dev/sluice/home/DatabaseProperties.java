package dev.sluice.home;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.database.*}.
 *
 * @param hotPoolSize connections for the queue's claims and outcomes
 */
@ConfigurationProperties("sluice.database")
record DatabaseProperties(@DefaultValue("6") int hotPoolSize) {}
