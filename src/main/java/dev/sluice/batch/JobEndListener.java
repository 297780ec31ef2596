package dev.sluice.batch;

import java.util.Collection;
import java.util.UUID;

/**
 * Is told, after the commit, which jobs became final on this node. Only a hint that saves waiting: it is lost in a
 * crash, so whoever must act on every end also looks at the rows.
 */
@FunctionalInterface
public interface JobEndListener {
    /** These jobs are final. Must return at once and throw nothing. */
    void ended(Collection<UUID> jobIds);
}
