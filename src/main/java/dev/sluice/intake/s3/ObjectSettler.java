package dev.sluice.intake.s3;

import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobEndListener;
import dev.sluice.batch.JobState;
import dev.sluice.batch.SluiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves, tags or deletes the objects of documents whose job is final, as their source wants it. The bean of
 * {@code settle-objects}. Hints of ended jobs make it quick; the rows, looked at in turn, make it certain.
 */
public class ObjectSettler implements JobEndListener {
    private static final Logger log = LoggerFactory.getLogger(ObjectSettler.class);
    /** More hints than that at a time are left to the rows. */
    private static final int HINTS = 100_000;

    private static final int PAGE = 1_000;
    private static final Duration SWEPT_EVERY = Duration.ofSeconds(5);
    private static final Duration RETRIED_EVERY = Duration.ofMinutes(1);
    /** Longer than a store may take for all steps of one object. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    private final S3Sources sources;
    private final OriginalTable table;
    private final ObjectMover mover;
    private final BatchReader reader;
    private final Clock clock;
    private final LinkedBlockingQueue<UUID> hints = new LinkedBlockingQueue<>(HINTS);
    private final Map<String, UUID> cursors = new HashMap<>();
    private @Nullable Instant sweptAt;
    private @Nullable Instant retriedAt;

    ObjectSettler(S3Sources sources, OriginalTable table, ObjectMover mover, BatchReader reader, Clock clock) {
        this.sources = sources;
        this.table = table;
        this.mover = mover;
        this.reader = reader;
        this.clock = clock;
    }

    /** Remembers them for the next {@link #due}. */
    @Override
    public void ended(Collection<UUID> jobIds) {
        if (!sources.caring().isEmpty()) {
            jobIds.forEach(hints::offer);
        }
    }

    /** Up to some thousand intake records whose object may be dealt with now, for {@link #settle}; almost free if there are none. */
    public synchronized List<UUID> due() {
        List<S3Source> caring = sources.caring();
        if (caring.isEmpty()) {
            return List.of();
        }
        List<String> ids =
                caring.stream().map(source -> source.settings.sourceId()).toList();
        Set<UUID> due = new LinkedHashSet<>();
        List<UUID> jobIds = new ArrayList<>();
        if (hints.drainTo(jobIds, PAGE) > 0) {
            due.addAll(table.ofJobs(ids, jobIds));
        }
        Instant now = clock.instant();
        if (isDue(retriedAt, RETRIED_EVERY, now)) {
            table.reopenRetried(ids);
            retriedAt = now;
        }
        if (isDue(sweptAt, SWEPT_EVERY, now)) {
            caring.forEach(source -> due.addAll(sweep(source.settings)));
            sweptAt = now;
        }
        return List.copyOf(due);
    }

    private static boolean isDue(@Nullable Instant last, Duration interval, Instant now) {
        return last == null || !now.isBefore(last.plus(interval));
    }

    private List<UUID> sweep(S3SourceSettings settings) {
        List<OriginalTable.Waiting> page = table.waiting(settings, cursors.get(settings.sourceId()), PAGE);
        if (page.size() < PAGE) {
            cursors.remove(settings.sourceId()); // the next sweep begins anew
        } else {
            cursors.put(settings.sourceId(), page.get(page.size() - 1).id());
        }
        return page.stream()
                .filter(OriginalTable.Waiting::isDue)
                .map(OriginalTable.Waiting::id)
                .toList();
    }

    /**
     * Deals with one object, if its latest job is final. What cannot be done is reported by {@link S3Sources#statuses},
     * and tried again later.
     */
    public void settle(UUID id) {
        Optional<AwaitedObject> taken = table.take(id, LEASE);
        if (taken.isEmpty()) {
            return;
        }
        AwaitedObject object = taken.get();
        Job job = reader.job(object.tenantId(), object.jobId()).orElseThrow();
        Optional<S3Source> source = sources.find(object.sourceId());
        if (source.isEmpty() || !job.state().isFinal()) {
            table.postpone(id, Duration.ZERO, false);
            return;
        }
        S3SourceSettings settings = source.get().settings;
        boolean completed = job.state() == JobState.COMPLETED;
        Aftercare aftercare = completed ? settings.onCompleted() : settings.onFailed();
        try {
            Settled settled = mover.settle(object, settings, aftercare, job.id(), completed ? "completed" : "failed");
            table.settled(id, job.id(), settled);
            source.get().settled(id, clock.instant());
        } catch (SluiceException e) {
            notSettled(source.get(), object, e.failure().message());
        } catch (RuntimeException e) {
            log.error("The object {} cannot be dealt with.", object.address(), e);
            notSettled(source.get(), object, "an unexpected error; the log has the details.");
        }
    }

    private void notSettled(S3Source source, AwaitedObject object, String why) {
        table.postpone(object.id(), FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, object.failures())), true);
        source.stuck(object.id(), why, clock.instant());
    }
}
