package dev.sluice.api.submit;

import dev.sluice.artifact.StoredContent;
import dev.sluice.intake.Locator;
import org.jspecify.annotations.Nullable;

/**
 * A document that a client hands in: its bytes, or where its job fetches them.
 *
 * @param name a plain file name, never a path
 * @param mediaType as declared, a hint
 * @param content the stored bytes; null if they are to be fetched
 * @param locator where they lie; null if they are stored
 * @param externalRef the client's own id, or null
 */
public record NewDocument(
        String name,
        @Nullable String mediaType,
        @Nullable StoredContent content,
        @Nullable Locator locator,
        @Nullable String externalRef) {
    public NewDocument {
        if ((content == null) == (locator == null)) {
            throw new IllegalArgumentException("a document is either stored or to be fetched");
        }
    }

    /** A stored document. */
    public static NewDocument stored(String name, @Nullable String mediaType, StoredContent content) {
        return new NewDocument(name, mediaType, content, null, null);
    }

    /** A document that its job fetches. */
    public static NewDocument fetched(String name, Locator locator) {
        return new NewDocument(name, null, null, locator, null);
    }
}
