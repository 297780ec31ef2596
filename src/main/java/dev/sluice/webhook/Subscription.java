package dev.sluice.webhook;

import dev.sluice.batch.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event types that an endpoint wants. */
record Subscription(Set<String> types) {
    private static final Set<EventType> TERMINAL = EnumSet.of(
            EventType.JOB_RUN_COMPLETED,
            EventType.JOB_RUN_FAILED,
            EventType.JOB_RUN_CANCELLED,
            EventType.JOB_COMPLETED,
            EventType.JOB_FAILED,
            EventType.JOB_CANCELLED);

    Subscription {
        types = Set.copyOf(types);
    }

    /** Everything that ends a batch or a job. */
    static Subscription terminal() {
        return new Subscription(TERMINAL.stream().map(EventType::word).collect(Collectors.toSet()));
    }

    /**
     * Reads types and patterns: {@code job_run.completed}, {@code job_run.*}, {@code *}. None means all terminal types.
     *
     * @throws IllegalArgumentException naming the pattern that fits no type
     */
    static Subscription of(List<String> patterns) {
        List<String> types = new ArrayList<>();
        for (String pattern : patterns) {
            List<String> fitting = known().filter(type -> fits(pattern, type)).toList();
            if (fitting.isEmpty()) {
                throw new IllegalArgumentException(
                        pattern + ", which is no event; events are " + known().collect(Collectors.joining(", ")));
            }
            types.addAll(fitting);
        }
        return types.isEmpty() ? terminal() : new Subscription(Set.copyOf(types));
    }

    boolean includes(String type) {
        return types.contains(type);
    }

    private static boolean fits(String pattern, String type) {
        return pattern.equals("*")
                || (pattern.endsWith(".*")
                        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                        : type.equals(pattern));
    }

    private static Stream<String> known() {
        return Arrays.stream(EventType.values()).map(EventType::word);
    }
}
