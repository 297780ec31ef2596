package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page whose text runs up or down, such as a wide table set sideways, as it looks when the paper is turned. */
final class TurnedPage {
    private static final double DESCENT = 0.22;
    private static final int FEWEST_WORDS = 10;

    private final Page original;
    private final boolean upwards;
    private final Map<Word, Word> originals = new IdentityHashMap<>();
    private final Page page;

    private TurnedPage(Page original, boolean upwards) {
        this.original = original;
        this.upwards = upwards;
        List<Word> words = new ArrayList<>();
        for (Word word : original.words()) {
            boolean turned = Double.isNaN(word.baseline());
            Box box = turned(word.box());
            double baseline = turned ? box.y1() - DESCENT * word.size() : Double.NaN;
            Word seen = new Word(word.text(), box, baseline, word.size(), word.weight(), word.confidence());
            originals.put(seen, word);
            words.add(seen);
        }
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : original.rules()) {
            Box box = turned(new Box(rule.x0(), rule.y0(), rule.x1(), rule.y1()));
            rules.add(new Rule(box.x0(), box.y0(), box.x1(), box.y1(), rule.thickness()));
        }
        this.page = new Page(
                original.number(),
                original.height(),
                original.width(),
                original.rotation(),
                original.source(),
                words,
                rules);
    }

    /** The page turned so that most of its words stand upright, or null if most do as it is. */
    static @Nullable TurnedPage of(Page page) {
        int turned = 0;
        int up = 0;
        int down = 0;
        Word last = null;
        for (Word word : page.words()) {
            if (Double.isNaN(word.baseline())) {
                turned++;
                if (last != null && Math.abs(last.box().centerX() - word.box().centerX()) < 0.3 * word.size()) {
                    up += word.box().centerY() < last.box().centerY() ? 1 : 0;
                    down += word.box().centerY() > last.box().centerY() ? 1 : 0;
                }
                last = word;
            }
        }
        boolean most = turned >= FEWEST_WORDS && 2 * turned > page.words().size();
        return most && up != down ? new TurnedPage(page, up > down) : null;
    }

    /** As it looks turned. */
    Page page() {
        return page;
    }

    private Box turned(Box box) {
        return upwards
                ? new Box(original.height() - box.y1(), box.x0(), original.height() - box.y0(), box.x1())
                : new Box(box.y0(), original.width() - box.x1(), box.y1(), original.width() - box.x0());
    }

    private Box back(Box box) {
        return upwards
                ? new Box(box.y0(), original.height() - box.x1(), box.y1(), original.height() - box.x0())
                : new Box(original.width() - box.y1(), box.x0(), original.width() - box.y0(), box.x1());
    }

    /** The words as they stand on the page as displayed. */
    List<Word> back(List<Word> words) {
        return words.stream().map(word -> originals.getOrDefault(word, word)).toList();
    }

    /** The block as it stands on the page as displayed. */
    Draft back(Draft draft) {
        return new Draft(
                draft.page(),
                draft.text(),
                draft.marker(),
                draft.depth(),
                back(draft.box()),
                back(draft.column()),
                draft.style(),
                draft.lines(),
                draft.spread(),
                draft.edge(),
                draft.table() == null ? null : back(draft.table()));
    }

    private Table back(Table table) {
        List<Table.Row> rows = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            List<Table.Cell> cells = new ArrayList<>();
            for (Table.Cell cell : row.cells()) {
                Box box = cell.box() == null ? null : back(cell.box());
                cells.add(new Table.Cell(cell.text(), cell.column(), cell.columnSpan(), cell.rowSpan(), box));
            }
            rows.add(new Table.Row(cells));
        }
        return new Table(rows, table.method(), table.headerRows());
    }
}
