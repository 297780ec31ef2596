package dev.sluice.api.manifest;

import java.time.Duration;

/** How manifests are tried: how many at a time, and how long one may take before another node may try it too. */
record ManifestSettings(int atATime, Duration lease, Duration firstWait, Duration longestWait, int mostFailures) {
    static final ManifestSettings USUAL =
            new ManifestSettings(4, Duration.ofMinutes(15), Duration.ofSeconds(5), Duration.ofHours(1), 60);

    /** The wait after that many failures in a row, from 1. */
    Duration waitAfter(int failures) {
        long wait = firstWait.toMillis() << Math.min(20, failures - 1);
        return Duration.ofMillis(Math.min(longestWait.toMillis(), wait));
    }
}
