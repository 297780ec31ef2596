package dev.sluice.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose turn it is to look at a source: of several nodes exactly one does, at the times its file says, unless it is
 * paused. Who may not look is told so from memory; the owner writes its lease a few times a minute, whatever the interval.
 */
public class SourceTurns {
    private final SourceTable table;
    private final SourceBook book;
    private final SourceBookSettings settings;
    private final UUID node;
    private final Clock clock;
    private final Map<String, Instant> lastTurn = new ConcurrentHashMap<>();

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
        boolean asked = row.isPresent() && row.get().runRequestedAt() != null;
        if (!own(source, row) || !(asked || isDue(source, now))) {
            return false;
        }
        lastTurn.put(source.sourceId(), now);
        return true;
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
        table.disown(FolderSources.TENANT, node);
        book.forget();
    }

    private boolean own(SourceSettings source, Optional<SourceRow> row) {
        Duration lease = lease(source);
        if (row.isPresent() && row.get().isHeldBy(node, lease.dividedBy(2))) {
            return true;
        }
        boolean owned = table.own(source.tenantId(), source.sourceId(), node, lease);
        book.forget();
        return owned;
    }

    /** Long enough that it does not end between two looks. */
    private Duration lease(SourceSettings source) {
        Duration threeLooks = source.pollInterval().multipliedBy(3);
        return threeLooks.compareTo(settings.lease()) > 0 ? threeLooks : settings.lease();
    }

    private boolean isDue(SourceSettings source, Instant now) {
        Duration interval = source.pollInterval();
        Instant last = lastTurn.get(source.sourceId());
        if (interval.compareTo(SourceSettings.PACE) <= 0 || last == null || now.isBefore(last)) {
            return true;
        }
        // The timer that asks is not exact: half of its period early counts as due.
        return Duration.between(last, now).compareTo(interval.minus(SourceSettings.PACE.dividedBy(2))) >= 0;
    }
}
