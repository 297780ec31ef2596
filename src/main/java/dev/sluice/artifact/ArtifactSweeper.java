package dev.sluice.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes results that no job has recorded, once they are old enough. */
public class ArtifactSweeper {
    private static final Logger log = LoggerFactory.getLogger(ArtifactSweeper.class);

    private final ArtifactStore artifacts;
    private final ArtifactSettings settings;
    private final Clock clock;
    private final DepotRounds rounds = new DepotRounds();

    ArtifactSweeper(ArtifactStore artifacts, ArtifactSettings settings, Clock clock) {
        this.clock = clock;
        this.artifacts = artifacts;
        this.settings = settings;
    }

    /** One bounded round. */
    public void sweep() {
        int removed = artifacts.sweep(settings.grace());
        try {
            Instant now = clock.instant();
            removed += artifacts.sweepUnknown(now.minus(settings.grace()));
            artifacts.sweepCopies(now.minus(settings.cache()));
            if (rounds.begin(now)) {
                removed += artifacts.sweepUnknownInDepot(now.minus(settings.grace()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the artifact store cannot be swept", e);
        }
        if (removed > 0) {
            log.info("Removed {} stored result(s) that no job has recorded.", removed);
        }
    }
}
