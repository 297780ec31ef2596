package dev.sluice.engine.tables;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the title of a table among the blocks beside it. */
final class Captions {
    private static final int FARTHEST = 2;
    private static final int LONGEST = 400;
    private static final Pattern CAPTION = Pattern.compile(
            "(?i)(?:table|tableau|tabelle|tabella|tabla|tab\\.|exhibit|annex|appendix|schedule)"
                    + "\\s*[:.]?\\s*(?:[a-z]{0,3}[-. ]?\\d|[ivx]+\\b|[a-z]\\b).*",
            Pattern.DOTALL);

    private Captions() {}

    /** The title above the table, else the one below it, else null. */
    static @Nullable String of(List<Block> blocks, int table) {
        for (int i = table - 1; i >= 0 && i >= table - FARTHEST; i--) {
            Block block = blocks.get(i);
            if (block.type() == BlockType.TABLE
                    || block.page() != blocks.get(table).page()) {
                break;
            }
            if (isCaption(block)) {
                return block.text().replace('\n', ' ').strip();
            }
        }
        if (table + 1 < blocks.size()) {
            Block below = blocks.get(table + 1);
            // A title right above another table is that table's.
            boolean next = table + 2 < blocks.size() && blocks.get(table + 2).type() == BlockType.TABLE;
            if (below.page() == blocks.get(table).page() && isCaption(below) && !next) {
                return below.text().replace('\n', ' ').strip();
            }
        }
        return null;
    }

    private static boolean isCaption(Block block) {
        boolean text = block.type() == BlockType.PARAGRAPH || block.type() == BlockType.HEADING;
        return text
                && block.text().length() <= LONGEST
                && CAPTION.matcher(block.text()).matches();
    }
}
