package dev.sluice.intake.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how the sources of this node are doing, so that other nodes and later lives know; ends runs that are over;
 * says when a source falls silent. The bean of {@code keep-sources}.
 */
public class SourceKeeper {
    private static final Logger log = LoggerFactory.getLogger(SourceKeeper.class);
    /** What only says that all goes on as before is written down that often. */
    private static final Duration ROUTINE = Duration.ofSeconds(10);

    private record Noted(SourceStatus status, Instant at) {}

    private final SourceRegistry registry;
    private final SourceTable table;
    private final SourceBook book;
    private final SourceTurns turns;
    private final SourceView view;
    private final SourceBookSettings settings;
    private final UUID node;
    private final Clock clock;
    private final Map<String, Noted> noted = new HashMap<>();
    private final Map<String, Instant> silent = new HashMap<>();

    SourceKeeper(
            SourceRegistry registry,
            SourceTable table,
            SourceBook book,
            SourceTurns turns,
            SourceView view,
            SourceBookSettings settings,
            UUID node,
            Clock clock) {
        this.registry = registry;
        this.table = table;
        this.book = book;
        this.turns = turns;
        this.view = view;
        this.settings = settings;
        this.node = node;
        this.clock = clock;
    }

    /** Called about once a second; writes little when nothing has changed. */
    public synchronized void keep() {
        Instant now = clock.instant();
        for (SourceStatus status : registry.statuses()) {
            Optional<SourceRow> row = book.find(status.sourceId());
            if (row.isPresent() && node.equals(row.get().owner())) {
                note(status, now);
                endRun(status, row.get(), now);
                listen(status, row.get(), now);
            }
        }
    }

    private void note(SourceStatus status, Instant now) {
        Noted before = noted.get(status.sourceId());
        if (before == null || isNews(before, status, now)) {
            table.note(SourceSettings.TENANT, node, status, now);
            noted.put(status.sourceId(), new Noted(status, now));
        }
    }

    private static boolean isNews(Noted noted, SourceStatus status, Instant now) {
        SourceStatus before = noted.status();
        return before.backlog() != status.backlog()
                || !Objects.equals(before.error(), status.error())
                || !Objects.equals(before.lastDocumentAt(), status.lastDocumentAt())
                || (!before.equals(status) && Duration.between(noted.at(), now).compareTo(ROUTINE) >= 0);
    }

    private void endRun(SourceStatus status, SourceRow row, Instant now) {
        Instant asked = row.runRequestedAt();
        SourceTurns.Run run = turns.run(status.sourceId()).orElse(null);
        if (asked == null || run == null || !run.requestedAt().equals(asked)) {
            return;
        }
        Instant polled = status.lastPollAt();
        boolean looked = polled != null && !polled.isBefore(run.since());
        Instant taken = status.lastDocumentAt();
        Instant progress = taken != null && taken.isAfter(run.since()) ? taken : run.since();
        if ((looked && status.backlog() == 0) || Duration.between(progress, now).compareTo(settings.runWindow()) > 0) {
            table.endRun(SourceSettings.TENANT, status.sourceId(), asked);
            book.forget();
        }
    }

    private void listen(SourceStatus status, SourceRow row, Instant now) {
        registry.settings(status.sourceId()).ifPresent(source -> {
            WatchedSource seen = view.of(source, status, Optional.of(row), now);
            Instant since = seen.silentSince();
            if (since != null && silent.put(status.sourceId(), since) == null) {
                log.warn(
                        "Source {}: {}; the last document came at {}.",
                        status.sourceId(),
                        seen.silenceSentence(),
                        since);
            } else if (since == null && silent.remove(status.sourceId()) != null) {
                log.info("Source {}: documents come again.", status.sourceId());
            }
        });
    }
}
