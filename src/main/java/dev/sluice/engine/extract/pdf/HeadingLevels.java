package dev.sluice.engine.extract.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives headings levels that hold for the whole document: by looks first, by their numbers where they have some. */
final class HeadingLevels {
    private static final int DEEPEST = 6;
    private static final double SAME = 0.94;
    private static final double SAME_SCANNED = 0.85;

    private final List<Look> looks = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private final Map<Integer, Integer> levelOfDepth = new HashMap<>();

    /** Larger first; of one size bold before capitals before the rest. */
    private record Look(float size, int emphasis) {
        static Look of(Draft draft) {
            TextStyle style = draft.style();
            int emphasis =
                    (style.bold() ? 4 : 0) + (HeadingText.isCapitals(draft.text()) ? 2 : 0) - (style.italic() ? 1 : 0);
            return new Look(draft.size(), emphasis);
        }

        boolean like(Look other, boolean scanned) {
            double same = scanned ? SAME_SCANNED : SAME;
            float small = Math.min(size, other.size);
            float large = Math.max(size, other.size);
            return small >= same * large && (scanned || emphasis == other.emphasis);
        }
    }

    HeadingLevels(List<Draft> headings) {
        List<Draft> sorted = new ArrayList<>(headings);
        sorted.sort(Comparator.comparing((Draft draft) -> Math.round(draft.size() * 2))
                .thenComparing(draft -> Look.of(draft).emphasis())
                .reversed());
        for (Draft draft : sorted) {
            Look look = Look.of(draft);
            int known = indexOf(look, draft.style().scanned());
            if (known < 0) {
                looks.add(look);
                counts.add(1);
            } else {
                counts.set(known, counts.get(known) + 1);
            }
        }
        rank();
        for (Draft draft : headings) {
            int depth = HeadingText.depth(draft.full());
            if (depth > 0) {
                levelOfDepth.merge(depth, byLook(draft), Math::min);
            }
        }
    }

    int level(Draft draft) {
        int depth = HeadingText.depth(draft.full());
        if (depth == 0) {
            return byLook(draft);
        }
        // A number of more levels is never above one of fewer.
        int level = levelOfDepth.getOrDefault(depth, 1);
        for (int shallower = 1; shallower < depth; shallower++) {
            Integer above = levelOfDepth.get(shallower);
            if (above != null) {
                level = Math.max(level, above + depth - shallower);
                break;
            }
        }
        return Math.min(DEEPEST, level);
    }

    /** A look that occurs once, as on a cover, makes no level of its own; but what is largest of all is the title. */
    private void rank() {
        int level = 0;
        for (int i = 0; i < looks.size(); i++) {
            if (counts.get(i) > 1 || level == 0 || looks.size() <= DEEPEST) {
                level++;
            }
            boolean onlyOnes = counts.get(i) == 1 && looks.size() > DEEPEST;
            levels.add(Math.min(DEEPEST, onlyOnes && level > 1 ? level + 1 : level));
        }
    }

    private int indexOf(Look look, boolean scanned) {
        for (int i = 0; i < looks.size(); i++) {
            if (looks.get(i).like(look, scanned)) {
                return i;
            }
        }
        return -1;
    }

    private int byLook(Draft draft) {
        int index = indexOf(Look.of(draft), draft.style().scanned());
        return index < 0 ? DEEPEST : levels.get(index);
    }
}
