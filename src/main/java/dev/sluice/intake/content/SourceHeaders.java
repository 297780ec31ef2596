package dev.sluice.intake.content;

import dev.sluice.batch.SluiceException;
import java.util.Map;

/** What sources send along when a document of theirs is fetched by HTTP: mostly who it is that asks. */
public interface SourceHeaders {
    /**
     * The headers for one document.
     *
     * @param sourceId the source that named it
     * @param url where it lies; nothing is sent to whom the source does not trust with it
     * @return by name; none for most
     * @throws SluiceException {@code SOURCE_UNAVAILABLE} if they cannot be read now
     */
    Map<String, String> of(String sourceId, String url);
}
