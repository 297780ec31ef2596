package dev.sluice.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.node.*}.
 *
 * @param claimSize how many jobs one claim takes at most
 * @param poll how long the claimer waits at most without being woken
 * @param lease how long a silent node keeps its claims
 * @param heartbeat how often the lease is extended; a third of {@code lease} or less
 * @param claimGrace how old a claim that the node does not know must be to be put back
 */
@ConfigurationProperties("sluice.node")
public record NodeSettings(
        @DefaultValue("100") int claimSize,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("5s") Duration claimGrace) {

    public NodeSettings {
        if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "sluice.node.heartbeat (%s) must be a third of sluice.node.lease (%s) or less"
                            .formatted(heartbeat, lease));
        }
    }
}
