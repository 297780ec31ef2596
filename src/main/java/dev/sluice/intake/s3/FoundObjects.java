package dev.sluice.intake.s3;

import dev.sluice.intake.remote.RemoteDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a round through a prefix, on its way to be accepted.
 *
 * @param documents what the source wants of it
 * @param from the cursor as it stood before the page; null at the front
 * @param to as it stands after it; null when the round is over
 */
public record FoundObjects(
        String sourceId,
        List<RemoteDocument> documents,
        @Nullable String from,
        @Nullable String to) {
    public FoundObjects {
        documents = List.copyOf(documents);
    }
}
