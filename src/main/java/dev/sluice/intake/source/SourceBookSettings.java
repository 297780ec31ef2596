package dev.sluice.intake.source;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.source.*}: what holds for watched sources of every kind.
 *
 * @param lease how long a node that looks at a source and then falls silent keeps the others from it
 * @param look how old what this node knows of the sources' rows may be: a pause takes effect within that time
 * @param runWindow how long a run goes on that finds documents which it cannot take yet, or a place that does not
 *     answer; counted from the last document it took
 */
@ConfigurationProperties("sluice.source")
record SourceBookSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration look,
        @DefaultValue("10m") Duration runWindow) {}
