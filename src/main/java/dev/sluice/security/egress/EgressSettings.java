package dev.sluice.security.egress;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.egress.*}.
 *
 * @param allow blocks of addresses, each with a port if only that is meant, that are let through although they are not
 *     public
 * @param ports ports and ranges that other targets may have
 * @param connectTimeout for a connection, TLS included
 * @param readTimeout for the first byte of an answer, and between two
 * @param timeout for one answer to its last byte, where the caller sets no other
 * @param maxRetryAfter the longest {@code Retry-After} that is honoured
 * @param perHost what is asked of one host when documents are fetched
 */
@ConfigurationProperties("sluice.egress")
public record EgressSettings(
        @DefaultValue List<String> allow,
        @DefaultValue({"80", "443", "1024-65535"}) List<String> ports,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("5m") Duration timeout,
        @DefaultValue("24h") Duration maxRetryAfter,
        @DefaultValue PerHost perHost) {

    /**
     * {@code sluice.egress.per-host.*}, on one node.
     *
     * @param concurrent documents that are fetched from one host at a time
     * @param perSecond fetches from one host that begin in one second
     */
    public record PerHost(
            @DefaultValue("4") int concurrent, @DefaultValue("20") double perSecond) {}
}
