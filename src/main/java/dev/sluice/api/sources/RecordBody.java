package dev.sluice.api.sources;

import dev.sluice.batch.Failure;
import dev.sluice.intake.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A document of a source. What is not the case is null.
 *
 * @param key what its source calls it: a path below the folder, a key, the id of an entry
 * @param location where below its folder the original lies now
 * @param state waiting, running, completed, failed, canceled or dead
 * @param attempts how often its last job was begun
 * @param nextAttemptAt when it is tried again by itself
 * @param canRetry whether {@code retry} would try it again
 */
record RecordBody(
        String id,
        String key,
        String name,
        long size,
        String acceptedAt,
        @Nullable String location,
        String state,
        String jobId,
        @Nullable String batchId,
        int attempts,
        @Nullable String nextAttemptAt,
        @Nullable String endedAt,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        boolean canRetry,
        @Nullable String deadAt,
        @Nullable String deadReason) {

    static RecordBody of(SourceRecord record) {
        Failure failure = record.job().failure();
        return new RecordBody(
                record.id().toString(),
                record.key(),
                record.name(),
                record.size(),
                record.acceptedAt().toString(),
                record.location(),
                record.state().word(),
                record.job().id().toString(),
                SourceBody.text(record.job().batchId()),
                record.job().attempt(),
                SourceBody.text(record.job().dueAt()),
                SourceBody.text(record.job().endedAt()),
                failure == null ? null : failure.code().name(),
                failure == null ? null : failure.message(),
                switch (record.state()) {
                    case FAILED, CANCELED, DEAD -> true;
                    default -> false;
                },
                SourceBody.text(record.deadAt()),
                record.deadReason());
    }
}
