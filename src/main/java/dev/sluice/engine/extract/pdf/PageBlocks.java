package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns pages of words into blocks: tables by their lines, then columns, then rows into paragraphs, list items and
 * tables by alignment. Headings can be told only at the end, when the document's usual font size is known.
 */
public final class PageBlocks {
    /** Part of the page's height in which running headers and footers stand. */
    private static final double MARGIN = 0.1;

    private final DocumentSink sink;
    private final List<Draft> drafts = new ArrayList<>();

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
        Paragraphs paragraphs = new Paragraphs(page.number());
        List<Word> ordered = new ArrayList<>(page.words().size());
        for (List<Segment> region : ReadingOrder.of(segments)) {
            region(Segments.rows(region), paragraphs, ordered);
            paragraphs.endRegion();
        }
        if (!turned.isEmpty()) {
            paragraphs.turned(turned);
            ordered.addAll(turned);
        }
        List<Draft> found = paragraphs.drafts();
        for (int i = 0; i < found.size(); i++) {
            Draft draft = withEdge(found.get(i), page, i == 0 || i == 1, i >= found.size() - 2);
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

    private static Draft withEdge(Draft draft, Page page, boolean first, boolean last) {
        Draft.Edge edge = Draft.Edge.NONE;
        if (first && draft.box().y1() < MARGIN * page.height()) {
            edge = Draft.Edge.TOP;
        } else if (last && draft.box().y0() > (1 - MARGIN) * page.height()) {
            edge = Draft.Edge.BOTTOM;
        }
        return draft.at(edge);
    }

    /** Ends the document: all its blocks go to the sink. */
    public void finish() {
        for (Block block : new BlockTypes(drafts).blocks()) {
            sink.add(block);
        }
    }
}
