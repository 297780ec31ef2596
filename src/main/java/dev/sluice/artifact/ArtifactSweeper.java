package dev.sluice.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes results that no job has recorded, once they are old enough. */
public class ArtifactSweeper {
    private static final Logger log = LoggerFactory.getLogger(ArtifactSweeper.class);

    private final ArtifactStore artifacts;
    private final ArtifactSettings settings;
    private final Clock clock;

    ArtifactSweeper(ArtifactStore artifacts, ArtifactSettings settings, Clock clock) {
        this.clock = clock;
        this.artifacts = artifacts;
        this.settings = settings;
    }

    /** One bounded round. */
    public void sweep() {
        int removed = artifacts.sweep(settings.grace());
        try {
            removed += artifacts.sweepUnknown(clock.instant().minus(settings.grace()));
        } catch (IOException e) {
            throw new UncheckedIOException("the artifact store cannot be swept", e);
        }
        if (removed > 0) {
            log.info("Removed {} stored result(s) that no job has recorded.", removed);
        }
    }
}
