package dev.sluice.bench;

import dev.sluice.chaos.HubDatabase;
import dev.sluice.chaos.HubProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The lives and deaths of one hub, and how long each took to get to work. */
final class Lives {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final HubProcess hub;
    private final HubDatabase database;
    private final Random random;
    private final List<Instant> starts = new ArrayList<>();
    private final List<Long> millisToUp = new ArrayList<>();
    private int duringStart;
    private int withWork;
    private int postmasters;
    private int parsers;

    Lives(HubProcess hub, Random random) {
        this.hub = hub;
        this.database = new HubDatabase(hub.home());
        this.random = random;
    }

    void start() throws IOException {
        hub.start();
        starts.add(Instant.now());
    }

    /** Kills it during its start, at any moment afterwards, or when a document is being worked on. */
    void killSomewhere() throws Exception {
        int where = random.nextInt(10);
        if (where < 2) {
            duringStart++;
            LockSupport.parkNanos(random.nextInt(8_000) * 1_000_000L);
        } else {
            awaitUp();
            int other = random.nextInt(10);
            if (other == 0) {
                killPostmaster();
            } else if (other == 1) {
                killParser();
            }
            LockSupport.parkNanos(random.nextInt(6_000) * 1_000_000L);
            if (where < 7) {
                awaitWork();
                // Among the first documents, or in the midst of them.
                LockSupport.parkNanos(random.nextInt(random.nextBoolean() ? 50 : 5_000) * 1_000_000L);
            }
        }
        hub.kill();
    }

    private void killPostmaster() {
        @Nullable ProcessHandle server = hub.postmaster();
        if (server != null && server.destroyForcibly()) {
            postmasters++;
        }
    }

    private void killParser() {
        List<ProcessHandle> running = hub.parsers();
        if (!running.isEmpty() && running.get(random.nextInt(running.size())).destroyForcibly()) {
            parsers++;
        }
    }

    /** Until a claimed job stands in the database, for ten seconds at most. */
    private void awaitWork() {
        Instant end = Instant.now().plusSeconds(10);
        while (Instant.now().isBefore(end)) {
            if (database.number("SELECT count(*) FROM work WHERE node_id IS NOT NULL") > 0) {
                withWork++;
                return;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void awaitUp() {
        Instant begun = starts.get(starts.size() - 1);
        while (!hub.isUp()) {
            if (!hub.isAlive() || Duration.between(begun, Instant.now()).compareTo(START_LIMIT) > 0) {
                throw new IllegalStateException("the program did not start, see " + hub.log());
            }
            LockSupport.parkNanos(20_000_000);
        }
        millisToUp.add(Duration.between(begun, Instant.now()).toMillis());
    }

    /** Times from each start until it was up and until the next document ended; while the database runs. */
    String report() {
        List<Instant> ends = database
                .client()
                .sql("SELECT ended_at FROM job WHERE ended_at IS NOT NULL ORDER BY 1")
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
        List<Long> progress = new ArrayList<>();
        for (int life = 0; life < starts.size(); life++) {
            Instant from = starts.get(life);
            Instant to = life + 1 < starts.size() ? starts.get(life + 1) : Instant.MAX;
            ends.stream()
                    .filter(end -> end.isAfter(from) && end.isBefore(to))
                    .findFirst()
                    .ifPresent(end -> progress.add(Duration.between(from, end).toMillis()));
        }
        return "%d lives; killed during the start %d, with a document in work %d; also the database server %d times, a parser %d times%n%s%n%s"
                .formatted(
                        starts.size(),
                        duringStart,
                        withWork,
                        postmasters,
                        parsers,
                        line("from start to ready", millisToUp),
                        line("from start to the first document ended", progress));
    }

    private static String line(String what, List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty()
                ? what + ": never"
                : String.format(
                        Locale.ROOT,
                        "%s: median %.1f s, max %.1f s (%d times)",
                        what,
                        sorted.get(sorted.size() / 2) / 1e3,
                        sorted.get(sorted.size() - 1) / 1e3,
                        sorted.size());
    }
}
