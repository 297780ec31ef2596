package dev.sluice.engine.extract;

import java.util.List;

/**
 * An extraction as later operations read it: all that {@code layout.json.gz} holds, in memory.
 *
 * @param pages the pages in order with their words and ruling lines; empty where the format has no pages of its own
 * @param blocks the text in reading order; the block at index i has the id {@link BlockIds#block(int) block(i)}, the
 *     n-th block that is a table also {@link BlockIds#table(int) table(n)}
 */
public record Layout(List<Page> pages, List<Block> blocks) {
    public Layout {
        pages = List.copyOf(pages);
        blocks = List.copyOf(blocks);
    }

    /** How many pages it has; at least 1, for a text without pages counts as one. */
    public int pageCount() {
        int last = pages.isEmpty() ? 1 : pages.get(pages.size() - 1).number();
        for (Block block : blocks) {
            last = Math.max(last, block.page());
        }
        return last;
    }
}
