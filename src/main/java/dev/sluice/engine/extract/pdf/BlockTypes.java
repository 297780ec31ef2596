package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Decides, knowing the whole document, which blocks are headings, of which level, and which are page furniture. */
final class BlockTypes {
    private static final double LARGER = 1.12;
    private static final int LONGEST_HEADING = 160;
    private static final int MOST_LINES = 3;
    private static final int REPEATED = 3;
    private static final int MOST_LEVELS = 4;
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern NUMBERED = Pattern.compile("^(?:[0-9]{1,2}(?:\\.[0-9]{1,2})*|[IVX]{1,5}|[A-Z])[.)]?$");

    private final List<Draft> drafts;
    private final float body;
    private final Map<String, Integer> repeats = new HashMap<>();
    private final List<Float> sizes = new ArrayList<>();

    BlockTypes(List<Draft> drafts) {
        this.drafts = drafts;
        this.body = bodySize(drafts);
        for (Draft draft : drafts) {
            if (draft.edge() != Draft.Edge.NONE) {
                repeats.merge(key(draft), 1, Integer::sum);
            }
        }
        TreeSet<Float> found = new TreeSet<>();
        for (Draft draft : drafts) {
            if (isHeading(draft)) {
                found.add(rounded(draft));
            }
        }
        // Sizes that differ by less than an eye can tell are one level.
        for (float size : found.descendingSet()) {
            if (sizes.isEmpty() || size < 0.95f * sizes.get(sizes.size() - 1)) {
                sizes.add(size);
            }
        }
    }

    /** The size of most characters. */
    private static float bodySize(List<Draft> drafts) {
        Map<Float, Integer> characters = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.table() == null) {
                characters.merge(rounded(draft), draft.text().length(), Integer::sum);
            }
        }
        return characters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(10f);
    }

    private static float rounded(Draft draft) {
        return Math.round(draft.size() * 2) / 2f;
    }

    private static String key(Draft draft) {
        return draft.edge() + DIGITS.matcher(draft.text()).replaceAll("#");
    }

    private boolean isFurniture(Draft draft) {
        return draft.edge() != Draft.Edge.NONE && repeats.getOrDefault(key(draft), 0) >= REPEATED;
    }

    private boolean isHeading(Draft draft) {
        String text = draft.text();
        if (draft.table() != null
                || isFurniture(draft)
                || text.length() > LONGEST_HEADING
                || draft.lines() > MOST_LINES) {
            return false;
        }
        long letters = text.codePoints().filter(Character::isLetter).count();
        boolean sentence = text.endsWith(".") && text.length() > 60 || text.endsWith(",") || text.endsWith(";");
        if (letters < 2 || letters * 3 < text.length() || sentence) {
            return false;
        }
        boolean larger = draft.size() > LARGER * body;
        boolean numbered = NUMBERED.matcher(draft.marker()).matches();
        if (!draft.marker().isEmpty() && !numbered) {
            return false;
        }
        return larger || draft.bold() && draft.lines() <= 2 && draft.size() >= 0.95 * body && !text.endsWith(".");
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Draft draft : drafts) {
            blocks.add(block(draft));
        }
        return blocks;
    }

    private Block block(Draft draft) {
        if (draft.table() != null) {
            return Block.table(draft.table(), draft.page(), draft.box());
        }
        if (isFurniture(draft)) {
            BlockType type = draft.edge() == Draft.Edge.TOP ? BlockType.HEADER : BlockType.FOOTER;
            return Block.paragraph(withMarker(draft), draft.page(), draft.box()).as(type, 0);
        }
        if (isHeading(draft)) {
            return Block.heading(level(draft), withMarker(draft), draft.page(), draft.box());
        }
        if (!draft.marker().isEmpty()) {
            return Block.listItem(draft.depth(), draft.marker(), draft.text(), draft.page(), draft.box());
        }
        return Block.paragraph(draft.text(), draft.page(), draft.box());
    }

    private static String withMarker(Draft draft) {
        return draft.marker().isEmpty() ? draft.text() : draft.marker() + " " + draft.text();
    }

    private int level(Draft draft) {
        float size = rounded(draft);
        int level = 1;
        for (float larger : sizes) {
            if (size >= 0.95f * larger) {
                break;
            }
            level++;
        }
        return Math.min(MOST_LEVELS, level);
    }
}
