package dev.sluice.api.upload;

import dev.sluice.artifact.StoredContent;
import org.jspecify.annotations.Nullable;

/**
 * A document that came with a request and is stored.
 *
 * @param name as the client says it, possibly a path
 * @param mediaType the declared type, a hint
 */
public record UploadedDocument(
        @Nullable String name, @Nullable String mediaType, StoredContent content) {}
