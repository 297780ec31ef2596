package dev.sluice.intake.document;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a document that was taken in.
 *
 * @param sourceId where it came from
 * @param key what names it there: the path below a watched folder, with slashes
 * @param name the last part of the key, for people
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hex; null while they have not been fetched, or if they were not kept
 * @param mediaType as declared, or null
 * @param externalRef the client's own id, or null
 * @param metadata what a manifest says about it besides, a JSON object, or null
 * @param folder the watched folder it lay in, or null
 * @param locator where its job fetches it from, or null
 */
public record DocumentFacts(
        UUID id,
        String sourceId,
        String key,
        String name,
        long size,
        @Nullable String sha256,
        @Nullable String mediaType,
        @Nullable String externalRef,
        @Nullable String metadata,
        @Nullable String folder,
        @Nullable Locator locator,
        Instant acceptedAt) {}
