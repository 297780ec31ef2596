package dev.sluice.artifact;

import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.JobStep;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document that others lay in, taken apart.
 *
 * @param document the archive or the mail
 * @param mediaType its type
 * @param container whether it is nothing else: its result is the list of what lay in it
 * @param directory where the parts lie; gone once they have been accepted
 * @param parts all that lay in it, also what was left out
 */
public record OpenedArchive(
        SourceDocument document, String mediaType, boolean container, Path directory, List<Part> parts)
        implements JobStep {
    public OpenedArchive {
        parts = List.copyOf(parts);
    }

    /**
     * One document in it.
     *
     * @param path harmless, with slashes, different from all others in it
     * @param file its name in the directory; null if it was left out
     * @param size in bytes; -1 if that is not known
     * @param reason why it was left out; null if it was not
     * @param intakeId its own intake record, once it was accepted
     * @param alreadySeen whether these very bytes under this path had been accepted before
     */
    public record Part(
            String path,
            @Nullable String file,
            long size,
            @Nullable String reason,
            @Nullable UUID intakeId,
            boolean alreadySeen) {}

    @Override
    public ClaimedJob job() {
        return document.job();
    }
}
