package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
    public void add(Page page) throws IOException {
        List<Word> upright = new ArrayList<>();
        List<Word> turned = new ArrayList<>();
        page.words().forEach(word -> (Double.isNaN(word.baseline()) ? turned : upright).add(word));

        List<Segment> segments = LatticeTables.take(upright, page.rules());
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
        drafts.addAll(PageEdges.mark(paragraphs.drafts(), page));
        sink.page(new Page(
                page.number(), page.width(), page.height(), page.rotation(), page.source(), ordered, page.rules()));
    }

    private static void region(List<List<Segment>> rows, Paragraphs paragraphs, List<Word> ordered) {
        for (int i = 0; i < rows.size(); ) {
            int length = StreamTables.length(rows, i);
            if (length > 0) {
                List<List<Segment>> body = rows.subList(i, i + length);
                Table table = StreamTables.build(body);
                List<Segment> all = new ArrayList<>();
                body.forEach(all::addAll);
                paragraphs.table(table, all);
                all.forEach(segment -> ordered.addAll(segment.words()));
                i += length;
            } else {
                paragraphs.row(rows.get(i));
                rows.get(i).forEach(segment -> ordered.addAll(segment.words()));
                i++;
            }
        }
    }

    /** Takes the figures of the page added last. */
    void figures(List<Block> some) {
        figures.addAll(some);
    }

    /** Ends the document: all its blocks go to the sink. */
    public void finish() {
        List<Block> blocks = new BlockTypes(drafts).blocks();
        FigurePlaces.insert(figures, blocks);
        blocks.forEach(sink::add);
    }
}
