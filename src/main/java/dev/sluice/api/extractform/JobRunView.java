package dev.sluice.api.extractform;

import dev.sluice.api.query.Links;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchCounts;
import dev.sluice.batch.BatchEntry;
import dev.sluice.batch.BatchStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JobRun. What the hub does not know yet is null; the six counters of jobs always add up to {@code totalJobs}. */
record JobRunView(
        String id,
        @Nullable String name,
        String status,
        @Nullable String outcome,
        String jobType,
        @Nullable String schemaId,
        @Nullable Integer schemaVersion,
        @Nullable String source,
        @Nullable String importBatchId,
        int totalJobs,
        int pendingJobs,
        int queuedJobs,
        int processingJobs,
        int completedJobs,
        int failedJobs,
        int cancelledJobs,
        int skippedJobs,
        int progress,
        @Nullable Integer etaSeconds,
        String priority,
        int concurrency,
        int generation,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable Map<String, Object> metadata,
        @Nullable String createdAt,
        @Nullable String startedAt,
        @Nullable String completedAt,
        @Nullable String cancelRequestedAt,
        Map<String, String> links) {

    static JobRunView of(BatchEntry entry, Links links) {
        Batch batch = entry.batch();
        BatchCounts counts = batch.counts();
        // One statement has read both, but a view must never show a negative number.
        int running = Math.min(entry.running(), counts.active());
        return new JobRunView(
                batch.id().toString(),
                batch.sourceId(),
                Words.RunStatus.of(batch).name(),
                Words.outcome(batch.outcome()),
                Words.JobType.of(batch.operation()).name(),
                null,
                null,
                batch.sourceId() == null ? null : Words.Source.WATCH.name(),
                null,
                counts.total(),
                counts.pending(),
                counts.active() - running,
                running,
                counts.completed(),
                counts.failed(),
                counts.canceled(),
                0,
                progress(batch),
                null,
                "normal",
                entry.workers(),
                batch.generation(),
                batch.failure() == null ? null : batch.failure().code().name(),
                batch.failure() == null ? null : batch.failure().message(),
                null,
                Words.time(batch.createdAt()),
                null,
                Words.time(batch.finishedAt()),
                batch.status() == BatchStatus.CANCELED ? Words.time(batch.finishedAt()) : null,
                links(batch, links));
    }

    private static int progress(Batch batch) {
        BatchCounts counts = batch.counts();
        if (batch.status().isFinal()) {
            return 100;
        }
        long ended = (long) counts.completed() + counts.failed() + counts.canceled();
        // 100 is said only when nothing more is to come.
        return counts.total() == 0 ? 0 : (int) Math.min(99, 100 * ended / counts.total());
    }

    private static Map<String, String> links(Batch batch, Links links) {
        String self = links.run(batch.id());
        Map<String, String> all = new LinkedHashMap<>();
        all.put("self", self);
        all.put("jobs", self + "/jobs");
        all.put("retry", self + "/retry");
        all.put("cancel", self + "/cancel");
        return all;
    }
}
