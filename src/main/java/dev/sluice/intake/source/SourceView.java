package dev.sluice.intake.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together what this node sees of a source and what its row says of it. */
final class SourceView {
    private final UUID node;

    SourceView(UUID node) {
        this.node = node;
    }

    /** The source at {@code now}; what its owner sees counts, and this node's own report where it is the owner. */
    WatchedSource of(SourceSettings settings, SourceStatus status, Optional<SourceRow> found, Instant now) {
        SourceRow row = found.orElse(null);
        boolean ours = row == null || !row.isHeldByAnother(node);
        Instant pausedAt = row == null ? null : row.pausedAt();
        Instant polled = later(ours ? status.lastPollAt() : null, row == null ? null : row.lastPollAt());
        Instant document = later(status.lastDocumentAt(), row == null ? null : row.lastDocumentAt());
        return new WatchedSource(
                settings,
                status.kind(),
                status.place(),
                pausedAt == null ? nextLooks(settings, polled, now) : List.of(),
                pausedAt,
                row == null || row.left().compareTo(Duration.ZERO) <= 0 ? null : row.owner(),
                row == null ? null : row.runRequestedAt(),
                row == null ? null : row.lastRunAt(),
                polled,
                document,
                ours || row == null ? status.backlog() : row.backlog(),
                row == null ? null : row.waitingSince(),
                ours || row == null ? status.error() : row.error(),
                ours || row == null ? status.errorSince() : row.errorSince(),
                silentSince(settings, document, row, now));
    }

    private static List<Instant> nextLooks(SourceSettings settings, @Nullable Instant polled, Instant now) {
        Schedule schedule = settings.schedule();
        if (schedule != null) {
            return schedule.next(now, 3);
        }
        Instant next = polled == null ? now : polled.plus(settings.pollInterval());
        return List.of(next.isBefore(now) ? now : next);
    }

    private static @Nullable Instant silentSince(
            SourceSettings settings, @Nullable Instant document, @Nullable SourceRow row, Instant now) {
        Duration silence = settings.silence();
        if (silence == null || row == null || row.pausedAt() != null) {
            return null;
        }
        Instant since = Objects.requireNonNull(later(document, row.watchedSince()));
        return Duration.between(since, now).compareTo(silence) > 0 ? since : null;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
