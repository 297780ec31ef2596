package dev.sluice.artifact;

import org.jspecify.annotations.Nullable;

/**
 * Where the results of a batch go, checked by {@link OutputDestinations#check}: kept as JSON with the batch. At least
 * one is set; with two, both must be written.
 *
 * @param s3Prefix {@code s3://bucket/prefix/}, or null
 * @param localPath the absolute path of a folder below one of {@code sluice.output.local-roots}, or null
 */
public record OutputTarget(
        @Nullable String s3Prefix, @Nullable String localPath) {}
