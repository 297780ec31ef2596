package dev.sluice.intake.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to look at a source: of several nodes exactly one does, at the times its file says, unless it is
 * paused. Who may not look is told so from memory; the owner writes its lease a few times a minute, whatever the interval.
 */
public class SourceTurns {
    /** Time between two looks of one run at a place that is otherwise looked at more rarely. */
    private static final Duration RUN_PACE = Duration.ofSeconds(10);

    /**
     * A run that has begun.
     *
     * @param requestedAt when it was asked for, by the database's clock: its identity
     * @param since when its first look began here
     */
    record Run(Instant requestedAt, Instant since) {}

    private final SourceTable table;
    private final SourceBook book;
    private final SourceBookSettings settings;
    private final UUID node;
    private final Clock clock;
    private final Map<String, Instant> lastTurn = new ConcurrentHashMap<>();
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    SourceTurns(SourceTable table, SourceBook book, SourceBookSettings settings, UUID node, Clock clock) {
        this.table = table;
        this.book = book;
        this.settings = settings;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Whether this node is to look at the source now: it is due, not paused, and this node holds its lease or has just
     * taken it. To be asked at the head of every poll, which a template's timer begins more often than the source is due.
     *
     * @throws org.springframework.dao.DataAccessException if the database is away; then nobody looks
     */
    public boolean take(SourceSettings source) {
        Optional<SourceRow> row = book.find(source.sourceId());
        if (row.isPresent() && (row.get().pausedAt() != null || row.get().isHeldByAnother(node))) {
            return false;
        }
        Instant now = clock.instant();
        Instant run = row.map(SourceRow::runRequestedAt).orElse(null);
        if (!own(source, row) || !isDue(source, run, now)) {
            return false;
        }
        lastTurn.put(source.sourceId(), now);
        if (run != null && !isKnown(source.sourceId(), run)) {
            runs.put(source.sourceId(), new Run(run, now));
        }
        return true;
    }

    /** The run of a source that this node has begun last; empty if there was none. */
    Optional<Run> run(String sourceId) {
        return Optional.ofNullable(runs.get(sourceId));
    }

    /** Whether this node owns the source, as far as it knows. */
    public boolean isOwn(String sourceId) {
        return book.find(sourceId).filter(row -> node.equals(row.owner())).isPresent();
    }

    /**
     * Whether this node may go on with a look that takes long: it still holds the source, and nobody has paused it. To be
     * asked now and then during the look.
     */
    public boolean keep(SourceSettings source) {
        Optional<SourceRow> row = book.find(source.sourceId());
        return (row.isEmpty() || row.get().pausedAt() == null) && own(source, row);
    }

    /** Gives up every source of this node: another takes over at once. */
    public void giveUp() {
        table.disown(SourceSettings.TENANT, node);
        book.forget();
    }

    private boolean own(SourceSettings source, Optional<SourceRow> row) {
        if (row.isPresent() && row.get().isHeldBy(node, settings.lease().dividedBy(2))) {
            return true;
        }
        boolean owned = table.own(source.tenantId(), source.sourceId(), node, settings.lease());
        book.forget();
        return owned;
    }

    private boolean isDue(SourceSettings source, @Nullable Instant run, Instant now) {
        if (run == null && source.schedule() != null) {
            return false;
        }
        if (run != null && !isKnown(source.sourceId(), run)) {
            return true;
        }
        Duration interval = source.pollInterval();
        if (run != null && interval.compareTo(RUN_PACE) > 0) {
            interval = RUN_PACE;
        }
        Instant last = lastTurn.get(source.sourceId());
        if (interval.compareTo(SourceSettings.PACE) <= 0 || last == null || now.isBefore(last)) {
            return true;
        }
        // The timer that asks is not exact: half of its period early counts as due.
        return Duration.between(last, now).compareTo(interval.minus(SourceSettings.PACE.dividedBy(2))) >= 0;
    }

    private boolean isKnown(String sourceId, Instant run) {
        Run known = runs.get(sourceId);
        return known != null && known.requestedAt().equals(run);
    }
}
