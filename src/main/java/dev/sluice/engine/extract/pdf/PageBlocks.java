package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns pages of words into blocks: tables by their lines, then columns, then rows into paragraphs, list items and
 * tables by alignment. Headings can be told only at the end, when the document's usual font size is known.
 */
public final class PageBlocks {
    private final DocumentSink sink;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Block> figures = new ArrayList<>();

    public PageBlocks(DocumentSink sink) {
        this.sink = sink;
    }

    /** Takes the next page; its words go to the layout in the order in which they are read. */
    public void add(Page displayed) throws IOException {
        TurnedPage view = TurnedPage.of(displayed);
        Page page = view == null ? displayed : view.page();
        List<Word> upright = new ArrayList<>();
        List<Word> turned = new ArrayList<>();
        page.words().forEach(word -> (Double.isNaN(word.baseline()) ? turned : upright).add(word));

        List<Segment> segments = PageTables.take(upright, turned, page);
        segments.addAll(Segments.of(upright));
        List<List<List<Segment>>> regions = new ArrayList<>();
        ReadingOrder.of(segments).forEach(region -> regions.add(Segments.rows(region)));
        Paragraphs paragraphs = new Paragraphs(page.number(), LineGaps.of(regions));
        List<Word> ordered = new ArrayList<>(page.words().size());
        for (List<List<Segment>> rows : regions) {
            paragraphs.startRegion(rows.stream()
                    .flatMap(List::stream)
                    .map(Segment::box)
                    .reduce(Box::union)
                    .orElseThrow());
            region(rows, paragraphs, ordered);
        }
        if (!turned.isEmpty()) {
            paragraphs.turned(turned);
            ordered.addAll(turned);
        }
        for (Draft draft : PageEdges.mark(paragraphs.drafts(), page)) {
            drafts.add(view == null ? draft : view.back(draft));
        }
        sink.page(new Page(
                page.number(),
                displayed.width(),
                displayed.height(),
                page.rotation(),
                page.source(),
                view == null ? ordered : view.back(ordered),
                displayed.rules()));
    }

    private static void region(List<List<Segment>> rows, Paragraphs paragraphs, List<Word> ordered) {
        for (List<Segment> row : rows) {
            paragraphs.row(row);
            row.forEach(segment -> ordered.addAll(segment.words()));
        }
    }

    /** Takes the figures of the page added last. */
    public void figures(List<Block> some) {
        figures.addAll(some);
    }

    /** Ends the document: all its blocks go to the sink. */
    public void finish() {
        // Only blocks with text get a place among the sink's, and footnotes are known by their places.
        drafts.removeIf(draft -> draft.table() == null && draft.full().isBlank());
        List<Block> blocks = new BlockTypes(drafts).blocks();
        List<Block> withoutFigures = List.copyOf(blocks);
        FigurePlaces.insert(figures, blocks);
        if (sink.options().footnotes()) {
            Map<Block, Integer> places = new IdentityHashMap<>();
            blocks.forEach(block -> places.put(block, sink.blocks().size() + places.size()));
            FootnoteLinks.find(drafts, withoutFigures, block -> places.getOrDefault(block, 0), sink);
        }
        blocks.forEach(sink::add);
    }
}
