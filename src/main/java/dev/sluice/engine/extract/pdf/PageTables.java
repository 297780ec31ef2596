package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;

/** Finds the tables of a page: those that are drawn, then those that are only aligned. */
final class PageTables {
    private PageTables() {}

    /**
     * Takes the words of the page's tables out of {@code words} and gives the tables, each as a segment. Drawn cells
     * may also hold words of {@code turned}, which do not stand upright.
     */
    static List<Segment> take(List<Word> words, List<Word> turned, Page page) {
        RuledLines rules = RuledLines.of(page.rules());
        List<Segment> tables = new ArrayList<>(LatticeTables.take(words, turned, rules));
        tables.addAll(StreamTables.take(words, rules, page.width()));
        return tables;
    }
}
