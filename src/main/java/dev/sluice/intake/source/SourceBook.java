package dev.sluice.intake.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all sources, read again when what is known is older than {@code sluice.source.look}: one small query a
 * second, however many sources there are and however often each is polled.
 */
final class SourceBook {
    private final SourceTable table;
    private final Duration look;
    private final Clock clock;
    private Map<String, SourceRow> rows = Map.of();
    private @Nullable Instant readAt;

    SourceBook(SourceTable table, Duration look, Clock clock) {
        this.table = table;
        this.look = look;
        this.clock = clock;
    }

    /** The row of a source, if it has one. */
    synchronized Optional<SourceRow> find(String sourceId) {
        return Optional.ofNullable(read().get(sourceId));
    }

    /** Every row, by name. */
    synchronized Collection<SourceRow> all() {
        return read().values();
    }

    /** Something was changed: read at the next question. */
    synchronized void forget() {
        readAt = null;
    }

    private Map<String, SourceRow> read() {
        Instant now = clock.instant();
        // A clock that was set back makes the age negative: then it says nothing.
        boolean fresh = readAt != null
                && !now.isBefore(readAt)
                && Duration.between(readAt, now).compareTo(look) < 0;
        if (!fresh) {
            rows = table.all(SourceSettings.TENANT).stream()
                    .collect(Collectors.toMap(
                            SourceRow::sourceId, Function.identity(), (a, b) -> a, java.util.TreeMap::new));
            readAt = now;
        }
        return rows;
    }
}
