package dev.sluice.intake.record;

import dev.sluice.batch.Job;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document of a source with its last job.
 *
 * @param key what its source calls it
 * @param version what tells it from others under that key
 * @param location where below its folder the original lies now; null for a document that lies in none
 * @param deadAt when it was put aside; null unless {@code state} is {@code DEAD}, as is {@code deadReason}
 */
public record SourceRecord(
        UUID id,
        String key,
        String version,
        String name,
        long size,
        Instant acceptedAt,
        @Nullable String location,
        RecordState state,
        Job job,
        @Nullable Instant deadAt,
        @Nullable String deadReason) {}
