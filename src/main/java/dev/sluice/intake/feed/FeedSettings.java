package dev.sluice.intake.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code sluice.feed.*}.
 *
 * @param size the largest feed that is read, unpacked
 * @param timeout for one feed to its last byte, redirects included
 * @param nested how many feeds a feed may name, all levels together
 * @param depth how many levels below the source's own feed are read
 * @param maxBackoff how long a feed that fails again and again is left alone at most
 */
@ConfigurationProperties("sluice.feed")
record FeedSettings(
        @DefaultValue("20MB") DataSize size,
        @DefaultValue("1m") Duration timeout,
        @DefaultValue("1000") int nested,
        @DefaultValue("2") int depth,
        @DefaultValue("6h") Duration maxBackoff) {}
