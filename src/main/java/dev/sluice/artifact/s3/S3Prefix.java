package dev.sluice.artifact.s3;

import org.jspecify.annotations.Nullable;

/**
 * A place that may be listed, from {@link S3Listing#prefix}.
 *
 * @param address ends in {@code /}, or is a whole bucket
 * @param connection the name of the connection that serves it, or null for the default
 */
public record S3Prefix(S3Address address, @Nullable String connection) {}
