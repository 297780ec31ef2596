package dev.sluice.intake;

import dev.sluice.artifact.StoredContent;
import dev.sluice.intake.document.Locator;
import org.jspecify.annotations.Nullable;

/**
 * A document that a client hands in. Exactly one of {@code content} and {@code locator} is set.
 *
 * @param name its file name as the client says it, possibly a path: only the last part is kept. Null: taken from where it
 *     lies, or what its server calls it
 * @param content its bytes, already in the content store
 * @param locator where its job fetches it
 * @param mediaType as declared, a hint, or null
 * @param externalRef the client's own id, or null
 */
public record ApiDocument(
        @Nullable String name,
        @Nullable StoredContent content,
        @Nullable Locator locator,
        @Nullable String mediaType,
        @Nullable String externalRef) {
    public ApiDocument {
        if ((content == null) == (locator == null)) {
            throw new IllegalArgumentException("a document is either stored or lies elsewhere");
        }
    }

    /** One that was uploaded and stored. */
    public static ApiDocument stored(
            StoredContent content, @Nullable String name, @Nullable String mediaType, @Nullable String externalRef) {
        return new ApiDocument(name, content, null, mediaType, externalRef);
    }

    /** One that its job fetches. */
    public static ApiDocument at(Locator locator, @Nullable String name, @Nullable String externalRef) {
        return new ApiDocument(name, null, locator, null, externalRef);
    }
}
