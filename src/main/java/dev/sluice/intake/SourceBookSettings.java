package dev.sluice.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.source.*}: what holds for watched sources of every kind.
 *
 * @param lease how long a node that looks at a source and then falls silent keeps the others from it; more for a source
 *     that is looked at more rarely
 * @param look how old what this node knows of the sources' rows may be: a pause takes effect within that time
 */
@ConfigurationProperties("sluice.source")
record SourceBookSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration look) {}
