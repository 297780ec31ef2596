package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes claim, report, crash, wake up late and lose answers while batches are filled, canceled and retried, in an order
 * drawn from a seed; the invariants hold after every step, and in the end everything is final. A seed that fails is
 * added to the fixed ones.
 */
class InterleavingTest {
    private static final int STEPS = 220;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static @Nullable CoreDatabase core;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 16);
    }

    private static CoreDatabase core() {
        if (core == null) {
            core = new CoreDatabase(DATABASE);
        }
        return core;
    }

    /** A node as the test sees it: the jobs it believes to work on. Its earlier lives go on reporting. */
    private static final class Node {
        final UUID id;
        Core life;
        final List<ClaimedJob> working = new ArrayList<>();
        final List<Core> earlierLives = new ArrayList<>();
        final List<ClaimedJob> zombies = new ArrayList<>();

        Node(UUID id, Core life) {
            this.id = id;
            this.life = life;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_the_order_the_invariants_hold_and_everything_ends(long seed) {
        CoreDatabase database = core();
        Random random = new Random(seed);
        Invariants invariants = new Invariants(database.jdbc);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            UUID id = new UUID(seed, i);
            nodes.add(new Node(id, database.start(id)));
        }
        List<UUID> batches = new ArrayList<>();
        Set<UUID> jobs = new LinkedHashSet<>();

        for (int step = 0; step < STEPS; step++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            step(database, random, node, batches, jobs);
            invariants.check();
        }

        finishEverything(database, nodes, batches, invariants);
        assertThat(database.jdbc
                        .sql("SELECT count(*) FROM work")
                        .query(Long.class)
                        .single())
                .as("work left")
                .isZero();
        for (UUID batch : batches) {
            assertThat(database.find(batch).status().isFinal())
                    .as("batch %s is final", batch)
                    .isTrue();
        }
    }

    private static void step(CoreDatabase database, Random random, Node node, List<UUID> batches, Set<UUID> jobs) {
        BatchService service = node.life.batches;
        switch (random.nextInt(20)) {
            case 0 -> batches.add(service.open(CoreDatabase.batch(1 + random.nextInt(8))));
            case 1, 2 -> {
                UUID batch = pick(random, batches);
                if (batch != null && database.find(batch).status() == BatchStatus.RECEIVING) {
                    List<NewJob> added = database.newJobs(1 + random.nextInt(20));
                    service.add(batch, added);
                    added.forEach(job -> jobs.add(job.id()));
                }
            }
            case 3 -> {
                UUID batch = pick(random, batches);
                if (batch != null) {
                    service.seal(batch);
                }
            }
            case 4, 5, 6, 7 -> node.working.addAll(node.life.claimer.claim());
            case 8, 9, 10, 11 -> report(random, node.life, node.working);
            case 12 -> { // kill -9: the next life knows nothing; what the old one still sends must not count
                node.earlierLives.add(node.life);
                node.zombies.addAll(node.working);
                node.working.clear();
                node.life = database.start(node.id);
            }
            case 13 -> {
                if (!node.earlierLives.isEmpty()) {
                    report(random, node.earlierLives.get(random.nextInt(node.earlierLives.size())), node.zombies);
                }
            }
            case 14 -> { // the answer to a claim is lost: the node does not know what it holds
                node.life.inFlight.forget(node.life.claimer.claim());
            }
            case 15 -> {
                UUID batch = random.nextInt(3) == 0 ? pick(random, batches) : null;
                if (batch != null) {
                    service.cancel(batch);
                }
                UUID job = pick(random, List.copyOf(jobs));
                if (job != null) {
                    service.cancelJob(job);
                }
            }
            case 16 -> {
                UUID batch = pick(random, batches);
                if (batch != null && random.nextBoolean()) {
                    jobs.addAll(service.retryFailed(batch).values());
                } else {
                    UUID job = pick(random, List.copyOf(jobs));
                    if (job != null && database.job(job).state().isFinal()) {
                        jobs.add(service.retry(job));
                    }
                }
            }
            case 17 -> database.pass(Duration.ofSeconds(1 + random.nextInt(60)));
            case 18 -> sweep(node.life);
            default -> {
                NewJob single = database.newJob();
                service.submitSingle("default", Operation.EXTRACT, "embedded", single);
                jobs.add(single.id());
            }
        }
    }

    private static void report(Random random, Core life, List<ClaimedJob> working) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0 && !working.isEmpty(); i--) {
            ClaimedJob job = working.remove(random.nextInt(working.size()));
            outcomes.add(life.inFlight.handOver(outcome(random, job)));
            if (random.nextInt(10) == 0) {
                outcomes.add(Outcome.completed(job, null)); // a twin in one group
            }
        }
        life.recorder.record(outcomes);
    }

    private static Outcome outcome(Random random, ClaimedJob job) {
        return switch (random.nextInt(6)) {
            case 0 -> Outcome.failed(job, new Failure(ErrorCode.CORRUPT_DOCUMENT, "It is damaged."));
            case 1 -> Outcome.failed(job, new Failure(ErrorCode.STORAGE_UNAVAILABLE, "No answer."));
            case 2 -> Outcome.failed(job, new Failure(ErrorCode.PARSER_DIED, "It died."));
            default -> Outcome.completed(job, null);
        };
    }

    private static void sweep(Core life) {
        life.sweeper.extendLease();
        life.sweeper.releaseLostJobs();
        life.sweeper.releaseDueJobs();
        life.sweeper.sealQuietBatches();
        life.sweeper.writeCanceledJobs();
    }

    /** I12: progress is always possible, from wherever the steps have left things, without a restart. */
    private static void finishEverything(
            CoreDatabase database, List<Node> nodes, List<UUID> batches, Invariants invariants) {
        batches.forEach(nodes.get(0).life.batches::seal);
        for (int round = 0; round < 200; round++) {
            for (Node node : nodes) {
                database.pass(Duration.ofSeconds(3));
                nodes.forEach(n -> sweep(n.life));
                node.working.addAll(node.life.claimer.claim());
                node.life.recorder.record(node.working.stream()
                        .map(job -> node.life.inFlight.handOver(Outcome.completed(job, null)))
                        .toList());
                node.working.clear();
                invariants.check();
            }
            boolean left =
                    batches.stream().anyMatch(b -> !database.find(b).status().isFinal())
                            || database.jdbc
                                            .sql(
                                                    "SELECT count(*) FROM job_state WHERE state IN ('pending', 'ready', 'running')")
                                            .query(Long.class)
                                            .single()
                                    > 0;
            if (!left) {
                nodes.forEach(n -> sweep(n.life));
                return;
            }
        }
    }

    private static <T> @Nullable T pick(Random random, List<T> from) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }
}
