package dev.sluice.artifact;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes results that no job has recorded, once they are old enough. */
public class ArtifactSweeper {
    private static final Logger log = LoggerFactory.getLogger(ArtifactSweeper.class);

    private final ArtifactStore artifacts;
    private final ArtifactSettings settings;

    ArtifactSweeper(ArtifactStore artifacts, ArtifactSettings settings) {
        this.artifacts = artifacts;
        this.settings = settings;
    }

    /** One bounded round. */
    public void sweep() {
        int removed = artifacts.sweep(settings.grace());
        if (removed > 0) {
            log.info("Removed {} stored result(s) that no job has recorded.", removed);
        }
    }
}
