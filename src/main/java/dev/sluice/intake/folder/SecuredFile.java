package dev.sluice.intake.folder;

import org.jspecify.annotations.Nullable;

/**
 * A file whose bytes are kept, or that is too large to be kept.
 *
 * @param version what tells this state of the file from others under the same key
 * @param content SHA-256 in the content store; null when it is too large
 */
record SecuredFile(
        StableFile file, String version, @Nullable String content) {}
