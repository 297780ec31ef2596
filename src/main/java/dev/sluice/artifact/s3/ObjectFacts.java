package dev.sluice.artifact.s3;

import org.jspecify.annotations.Nullable;

/**
 * An object as it is at the moment.
 *
 * @param etag quotes included; null if the store says none
 * @param size in bytes
 * @param versionId in a bucket that keeps versions, else null
 */
public record ObjectFacts(
        @Nullable String etag, long size, @Nullable String versionId) {}
