package dev.sluice.webhook;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events that an endpoint wants.
 *
 * @param types native types of which they are made
 */
record Subscription(Set<String> types) {
    Subscription {
        types = Set.copyOf(types);
    }

    /**
     * Reads types and patterns in the words of a dialect: {@code job_run.completed}, {@code job_run.*}, {@code *}. None
     * means its usual ones.
     *
     * @throws IllegalArgumentException naming the pattern that fits no type
     */
    static Subscription of(List<String> patterns, EventDialect dialect) {
        Map<String, Set<String>> known = dialect.types();
        Set<String> types = new HashSet<>();
        for (String pattern : patterns.isEmpty() ? List.copyOf(dialect.usual()) : patterns) {
            List<String> fitting =
                    known.keySet().stream().filter(type -> fits(pattern, type)).toList();
            if (fitting.isEmpty()) {
                throw new IllegalArgumentException(
                        pattern + ", which is no event; events are " + String.join(", ", known.keySet()));
            }
            fitting.forEach(type -> types.addAll(known.getOrDefault(type, Set.of())));
        }
        return new Subscription(types);
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
}
