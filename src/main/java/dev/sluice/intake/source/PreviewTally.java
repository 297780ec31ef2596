package dev.sluice.intake.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a preview finds; remembers no more of it than is shown. Documents that would be taken are shown first. */
public final class PreviewTally {
    private final int names;
    private final List<PreviewEntry> taken = new ArrayList<>();
    private final List<PreviewEntry> skipped = new ArrayList<>();
    private final Map<SkipReason, Integer> skip = new EnumMap<>(SkipReason.class);
    private int take;

    /**
     * Of nothing yet.
     *
     * @param names how many documents to name at most
     */
    public PreviewTally(int names) {
        this.names = names;
    }

    /** This one would be taken. */
    public void take(String name, long size) {
        take++;
        if (taken.size() < names) {
            taken.add(new PreviewEntry(name, size, null));
        }
    }

    /** This one would not. */
    public void skip(String name, long size, SkipReason reason) {
        skip.merge(reason, 1, Integer::sum);
        if (skipped.size() < names) {
            skipped.add(new PreviewEntry(name, size, reason));
        }
    }

    /** How many were counted. */
    public int total() {
        return take + skip.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The result.
     *
     * @param complete whether everything was looked at
     */
    public Preview preview(boolean complete) {
        List<PreviewEntry> entries = new ArrayList<>(taken);
        entries.addAll(skipped.subList(0, Math.min(skipped.size(), names - taken.size())));
        return new Preview(take, Collections.unmodifiableMap(new EnumMap<>(skip)), List.copyOf(entries), complete);
    }
}
