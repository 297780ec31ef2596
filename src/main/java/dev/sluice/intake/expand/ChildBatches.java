package dev.sluice.intake.expand;

import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import dev.sluice.intake.folder.FolderSources;
import dev.sluice.intake.source.SourceBatches;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the batch for documents that lay in an archive: the one that its source's documents form now. */
final class ChildBatches {
    private static final Duration QUIET_TIME = Duration.ofSeconds(10);
    private static final int MAX_SIZE = 1_000;

    private final FolderSources sources;
    private final SourceBatches batches;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChildBatches(FolderSources sources, SourceBatches batches, JdbcClient jdbc, Clock clock) {
        this.sources = sources;
        this.batches = batches;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds them; joins the caller's transaction. */
    void add(ClaimedJob archive, String sourceId, List<NewJob> jobs) {
        if (!jobs.isEmpty()) {
            NewBatch batch = sources.batch(sourceId, clock.instant()).orElseGet(() -> like(archive, sourceId));
            batches.add(batch, jobs);
        }
    }

    /** The source is gone; what it asked for when it took the archive still holds. */
    private NewBatch like(ClaimedJob archive, String sourceId) {
        Optional<NewBatch> own = jdbc.sql("SELECT options::text AS options, workers, weight FROM batch WHERE id = ?")
                .param(archive.batchId())
                .query((row, n) ->
                        batch(archive, sourceId, row.getString("options"), row.getInt("workers"), row.getInt("weight")))
                .optional();
        return own.orElseGet(() -> batch(archive, sourceId, null, 4, 1));
    }

    private static NewBatch batch(
            ClaimedJob archive, String sourceId, @Nullable String options, int workers, int weight) {
        return new NewBatch(
                archive.tenantId(),
                sourceId,
                archive.operation(),
                archive.engine(),
                options,
                null,
                workers,
                weight,
                MAX_SIZE,
                QUIET_TIME);
    }
}
