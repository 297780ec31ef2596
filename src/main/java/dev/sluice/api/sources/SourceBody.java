package dev.sluice.api.sources;

import dev.sluice.intake.record.RecordCounts;
import dev.sluice.intake.source.Schedule;
import dev.sluice.intake.source.SourceSettings;
import dev.sluice.intake.source.WatchedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A watched source. Times are UTC; what has not happened is null.
 *
 * @param pollInterval such as {@code 1s}; null if there is a schedule
 * @param nextRuns when it will be looked at next: up to three times of a schedule, one of an interval, none while paused
 * @param owner the node that looks at it
 * @param backlog documents that lie there and have not been accepted
 * @param oldestWaitingSeconds how long there has been a backlog
 * @param error why documents are not accepted
 * @param silence after how much time without a document it counts as silent; null: never
 * @param warning what is odd, but keeps nothing from being accepted
 * @param refused why its file is not taken as it is now; the source goes on as it was before
 * @param records how many of its documents are in which state
 */
record SourceBody(
        String name,
        String kind,
        String place,
        String operation,
        String engine,
        @Nullable String pollInterval,
        @Nullable String schedule,
        @Nullable String timeZone,
        List<String> nextRuns,
        boolean paused,
        @Nullable String pausedAt,
        @Nullable String owner,
        @Nullable String runRequestedAt,
        @Nullable String lastRunAt,
        @Nullable String lastPollAt,
        @Nullable String lastDocumentAt,
        int backlog,
        @Nullable String oldestWaitingAt,
        @Nullable Long oldestWaitingSeconds,
        @Nullable String error,
        @Nullable String errorSince,
        @Nullable String silence,
        boolean silent,
        @Nullable String silentSince,
        @Nullable String warning,
        @Nullable String refused,
        Counts records) {

    /** By state, each document by its last job; {@code failed} is without those put aside, which are {@code dead}. */
    record Counts(long total, long waiting, long running, long completed, long failed, long canceled, long dead) {
        static Counts of(RecordCounts counts) {
            return new Counts(
                    counts.total(),
                    counts.waiting(),
                    counts.running(),
                    counts.completed(),
                    counts.failed(),
                    counts.canceled(),
                    counts.dead());
        }
    }

    static SourceBody of(WatchedSource source, RecordCounts counts, @Nullable String refused, Instant now) {
        SourceSettings settings = source.settings();
        Schedule schedule = settings.schedule();
        Instant waiting = source.waitingSince();
        return new SourceBody(
                settings.sourceId(),
                source.kind(),
                source.place(),
                settings.operation().word(),
                settings.engine(),
                schedule == null ? WatchedSource.words(settings.pollInterval()) : null,
                schedule == null ? null : schedule.text(),
                schedule == null ? null : schedule.zone().getId(),
                source.nextLooks().stream().map(Instant::toString).toList(),
                source.pausedAt() != null,
                text(source.pausedAt()),
                text(source.owner()),
                text(source.runRequestedAt()),
                text(source.lastRunAt()),
                text(source.lastPollAt()),
                text(source.lastDocumentAt()),
                source.backlog(),
                text(waiting),
                waiting == null
                        ? null
                        : Math.max(0, Duration.between(waiting, now).toSeconds()),
                source.error(),
                text(source.errorSince()),
                settings.silence() == null ? null : WatchedSource.words(settings.silence()),
                source.silentSince() != null,
                text(source.silentSince()),
                source.silenceSentence(),
                refused,
                Counts.of(counts));
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
