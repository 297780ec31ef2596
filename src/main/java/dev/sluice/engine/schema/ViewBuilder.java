package dev.sluice.engine.schema;

import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockIds;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the view of a layout: from the words where they have places, else from the blocks. */
final class ViewBuilder {
    private static final int MOST_SEGMENTS = 100_000;

    private ViewBuilder() {}

    /** The view of the input's pages; citations are written as {@code prefix + block id}. */
    static View build(Input input, String prefix) {
        Layout layout = input.layout();
        List<Cited> cited = cite(layout.blocks(), prefix);
        Map<Integer, List<Cited>> byPage = new HashMap<>();
        for (Cited one : cited) {
            if (wanted(input, one.block().page())) {
                byPage.computeIfAbsent(one.block().page(), page -> new ArrayList<>())
                        .add(one);
            }
        }
        List<List<Segment>> rows = new ArrayList<>();
        List<Double> widths = new ArrayList<>();
        int segments = 0;
        Map<Integer, Page> pages = new HashMap<>();
        layout.pages().forEach(page -> pages.put(page.number(), page));
        int last = layout.pageCount();
        for (int number = 0; number <= last; number++) {
            Page page = pages.get(number);
            List<Cited> blocks = byPage.getOrDefault(number, List.of());
            List<List<Segment>> more = List.of();
            double width = 600;
            if (page != null && !page.words().isEmpty() && wanted(input, number)) {
                more = WordLines.of(page, blocks);
                width = page.width();
            } else if (!blocks.isEmpty()) {
                FlowLines flow = new FlowLines(number, blocks);
                more = flow.rows();
                width = flow.width();
            }
            widths.add(width);
            for (List<Segment> row : more) {
                segments += row.size();
                if (segments > MOST_SEGMENTS) {
                    return new View(rows, widths);
                }
                rows.add(row);
            }
        }
        return new View(rows, widths);
    }

    private static boolean wanted(Input input, int page) {
        List<Integer> pages = input.pages();
        return pages == null || pages.contains(Math.max(1, page));
    }

    /** A block and its name for citations. */
    record Cited(Block block, String id) {}

    private static List<Cited> cite(List<Block> blocks, String prefix) {
        List<Cited> cited = new ArrayList<>(blocks.size());
        int tables = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            String id = block.table() == null ? BlockIds.block(i) : BlockIds.table(tables++);
            cited.add(new Cited(block, prefix + id));
        }
        return cited;
    }
}
