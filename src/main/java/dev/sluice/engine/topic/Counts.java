package dev.sluice.engine.topic;

import java.util.Arrays;

/** How often each {@link Count} occurs; one array, because every word of every page is counted. */
@SuppressWarnings("EnumOrdinal")
final class Counts {
    private final int[] values = new int[Count.values().length];

    int get(Count count) {
        return values[count.ordinal()];
    }

    void add(Count count, int more) {
        values[count.ordinal()] += more;
    }

    void set(Count count, int value) {
        values[count.ordinal()] = value;
    }

    void add(Counts other) {
        Arrays.setAll(values, i -> values[i] + other.values[i]);
    }

    /** So many per word. */
    double perWord(Count count) {
        return (double) get(count) / Math.max(1, get(Count.WORDS));
    }

    double perLine(Count count) {
        return (double) get(count) / Math.max(1, get(Count.LINES));
    }

    double perPage(Count count) {
        return (double) get(count) / Math.max(1, get(Count.PAGES));
    }
}
