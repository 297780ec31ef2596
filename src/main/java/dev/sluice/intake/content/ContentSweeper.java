package dev.sluice.intake.content;

import dev.sluice.artifact.ArtifactSettings;
import dev.sluice.artifact.ContentStore;
import dev.sluice.intake.document.DocumentTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes documents' bytes that were kept, but never written down: left by a crash during acceptance. */
public class ContentSweeper {
    private static final Logger log = LoggerFactory.getLogger(ContentSweeper.class);

    private final ContentStore contents;
    private final DocumentTable table;
    private final ArtifactSettings settings;
    private final Clock clock;

    ContentSweeper(ContentStore contents, DocumentTable table, ArtifactSettings settings, Clock clock) {
        this.contents = contents;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** One run over the whole store: for a route that calls it every hour or so. */
    public void sweep() {
        try {
            int removed = contents.sweep(
                    clock.instant().minus(settings.grace()), hashes -> new HashSet<>(table.contentsAmong(hashes)));
            if (removed > 0) {
                log.info("Removed the bytes of {} documents that were never accepted.", removed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the content store cannot be swept", e);
        }
    }
}
