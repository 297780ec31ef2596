package dev.sluice.intake.folder;

import dev.sluice.batch.JobEndListener;
import dev.sluice.intake.source.SourceSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Moves the originals of documents whose job is final to {@code done/} or {@code failed/}, each with a receipt beside it.
 * The bean of {@code settle-originals}. Hints of ended jobs make it quick; the rows, looked at in turn, make it certain.
 */
public class OriginalMover implements JobEndListener {
    /** More hints than that at a time are left to the rows. */
    private static final int HINTS = 100_000;

    private static final int PAGE = 5_000;
    private static final Duration RETRIED_EVERY = Duration.ofMinutes(1);

    private final FolderSources sources;
    private final SettleTable table;
    private final GroupSettler settler;
    private final IntakeSettings settings;
    private final Clock clock;
    private final LinkedBlockingQueue<UUID> hints = new LinkedBlockingQueue<>(HINTS);
    private final Map<String, UUID> cursors = new HashMap<>();
    private @Nullable Instant sweptAt;
    private @Nullable Instant retriedAt;

    OriginalMover(
            FolderSources sources, SettleTable table, GroupSettler settler, IntakeSettings settings, Clock clock) {
        this.sources = sources;
        this.table = table;
        this.settler = settler;
        this.settings = settings;
        this.clock = clock;
    }

    /** Remembers them for the next {@link #settle}. */
    @Override
    public void ended(Collection<UUID> jobIds) {
        for (UUID jobId : jobIds) {
            if (!hints.offer(jobId)) {
                return;
            }
        }
    }

    /**
     * Moves what can be moved now: the originals of jobs that have just ended, and every
     * {@code sluice.intake.sweep-interval} a page of all that wait. Called several times a second; almost free when
     * there is nothing to do. An original that cannot be moved stays, is reported, and is tried again later.
     */
    public synchronized void settle() {
        List<String> known =
                sources.all().stream().map(source -> source.settings.sourceId()).toList();
        if (known.isEmpty()) {
            return; // hints wait for the sources, which may be about to be loaded
        }
        List<UUID> jobIds = new ArrayList<>();
        while (hints.drainTo(jobIds, PAGE) > 0) {
            settle(table.documentsOf(SourceSettings.TENANT, known, jobIds));
            jobIds.clear();
        }
        Instant now = clock.instant();
        if (isDue(sweptAt, settings.sweepInterval(), now)) {
            known.forEach(this::sweep);
            sweptAt = now;
        }
        if (isDue(retriedAt, RETRIED_EVERY, now)) {
            settle(table.retriedSince(SourceSettings.TENANT, known, PAGE));
            retriedAt = now;
        }
    }

    private static boolean isDue(@Nullable Instant last, Duration interval, Instant now) {
        return last == null || !now.isBefore(last.plus(interval));
    }

    private void sweep(String sourceId) {
        List<SettleTable.Waiting> page = table.waiting(SourceSettings.TENANT, sourceId, cursors.get(sourceId), PAGE);
        if (page.size() < PAGE) {
            cursors.remove(sourceId); // the next sweep begins anew
        } else {
            cursors.put(sourceId, page.get(page.size() - 1).id());
        }
        settle(page.stream()
                .filter(SettleTable.Waiting::isDue)
                .map(SettleTable.Waiting::id)
                .toList());
    }

    private void settle(List<UUID> documents) {
        int size = settings.groupSize();
        for (int from = 0; from < documents.size(); from += size) {
            settler.settle(documents.subList(from, Math.min(documents.size(), from + size)));
        }
    }
}
