package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Address;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object that something is to be done with, taken for a while by this node.
 *
 * @param id of its intake record
 * @param address where it lies
 * @param etag the version that it is there; null if its store says none
 * @param target where it is being moved to, from an earlier attempt; else null
 * @param key where it was found
 * @param kept whether its bytes have arrived here
 * @param jobId its latest job
 * @param failures how often it has failed before
 */
record AwaitedObject(
        UUID id,
        String tenantId,
        String sourceId,
        S3Address address,
        @Nullable String etag,
        @Nullable S3Address target,
        S3Address key,
        boolean kept,
        UUID jobId,
        int failures) {}
