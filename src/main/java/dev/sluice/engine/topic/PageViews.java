package dev.sluice.engine.topic;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the views of a layout's pages. */
public final class PageViews {
    private static final int TOP_WORDS = 60;
    private static final int TITLE_WORDS = 8;
    private static final int TITLE_BLOCKS = 12;
    private static final int CHARACTERS_PER_WORD = 12;
    private static final int COLUMN_BLOCKS = 2;
    private static final int COLUMN_TEXT = 150;

    private final Tokenizer tokenizer;
    private final int wordsPerPage;

    /** Reads at most so many words of each page. */
    public PageViews(Tokenizer tokenizer, int wordsPerPage) {
        this.tokenizer = tokenizer;
        this.wordsPerPage = wordsPerPage;
    }

    /** The views of those pages, by number; a document without pages is one, number 0. */
    public Map<Integer, PageView> of(Layout layout, PageFilter wanted) {
        Map<Integer, PageBuilder> builders = new TreeMap<>();
        for (Page page : layout.pages()) {
            if (wanted.has(page.number())) {
                builders.put(page.number(), new PageBuilder(page.number(), page));
            }
        }
        for (int i = 0; i < layout.blocks().size(); i++) {
            Block block = layout.blocks().get(i);
            if (wanted.has(block.page())) {
                builders.computeIfAbsent(block.page(), number -> new PageBuilder(number, null))
                        .add(block, i);
            }
        }
        Map<Integer, PageView> views = new TreeMap<>();
        builders.forEach((number, builder) -> views.put(number, builder.view()));
        return views;
    }

    /** Which pages to look at. */
    public interface PageFilter {
        /** Whether that one, from 1; 0 stands for a document without pages. */
        boolean has(int number);
    }

    private final class PageBuilder {
        private final int number;
        private final @Nullable Page page;
        private final List<String> words = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();
        private final List<Integer> indexes = new ArrayList<>();
        private final List<Byte> zones = new ArrayList<>();
        private final Counts counts = new Counts();
        private final LineCounter lines = new LineCounter(counts);
        private int left;
        private int right;

        PageBuilder(int number, @Nullable Page page) {
            this.number = number;
            this.page = page;
            if (page != null) {
                counts.set(Count.PAGES, 1);
                counts.set(Count.LANDSCAPE_PAGES, page.width() > page.height() * 1.1 ? 1 : 0);
            }
        }

        void add(Block block, int index) {
            int room = wordsPerPage - words.size();
            if (room <= 0) {
                return;
            }
            int before = words.size();
            if (block.table() != null) {
                addTable(block.table());
            } else {
                addText(block, room);
            }
            int added = words.size() - before;
            if (added > 0) {
                boolean heading = block.type() == BlockType.HEADING;
                boolean first = indexes.size() < TITLE_BLOCKS;
                boolean line = added <= TITLE_WORDS && block.type() != BlockType.LIST_ITEM && block.table() == null;
                byte zone = first && (heading || line)
                        ? PageView.TITLE
                        : heading ? PageView.HEADING : before < TOP_WORDS ? PageView.TOP : PageView.PLAIN;
                ends.add(words.size());
                indexes.add(index);
                zones.add(zone);
            }
        }

        private void addText(Block block, int room) {
            String text = block.text();
            if (text.length() > room * CHARACTERS_PER_WORD) {
                text = text.substring(0, room * CHARACTERS_PER_WORD);
            }
            tokenizer.addTo(words, text, wordsPerPage);
            eachLine(text);
            switch (block.type()) {
                case HEADING -> counts.add(Count.HEADINGS, 1);
                case LIST_ITEM -> {
                    boolean numbered = !block.marker().isEmpty()
                            && Character.isDigit(block.marker().charAt(0));
                    counts.add(numbered ? Count.CLAUSES : Count.BULLETS, 1);
                }
                default -> {}
            }
            int size = text.length() / CHARACTERS_PER_WORD;
            if (size >= 2) {
                // A paragraph is running text also where its lines are short.
                counts.add(Count.PROSE_WORDS, text.length() > COLUMN_TEXT && text.indexOf('\n') >= 0 ? size : 0);
            }
            Box box = block.box();
            if (page != null && box != null && text.length() > COLUMN_TEXT && box.width() < page.width() * 0.5) {
                left += box.x1() < page.width() * 0.58 ? 1 : 0;
                right += box.x0() > page.width() * 0.42 ? 1 : 0;
            }
        }

        private void addTable(Table table) {
            int before = counts.get(Count.WORDS);
            StringBuilder row = new StringBuilder();
            for (Table.Row cells : table.rows()) {
                row.setLength(0);
                for (Table.Cell cell : cells.cells()) {
                    row.append(row.isEmpty() ? "" : "  ").append(cell.text());
                    if (row.length() > wordsPerPage * CHARACTERS_PER_WORD) {
                        break;
                    }
                }
                tokenizer.addTo(words, row.toString(), wordsPerPage);
                eachLine(row.toString());
                if (words.size() >= wordsPerPage) {
                    break;
                }
            }
            counts.add(Count.TABLE_WORDS, counts.get(Count.WORDS) - before);
        }

        private void eachLine(String text) {
            int from = 0;
            while (from <= text.length()) {
                int to = text.indexOf('\n', from);
                int end = to < 0 ? text.length() : to;
                lines.count(text.substring(from, end));
                from = end + 1;
            }
        }

        PageView view() {
            counts.set(Count.COLUMN_PAGES, left >= COLUMN_BLOCKS && right >= COLUMN_BLOCKS ? 1 : 0);
            int[] blocks = new int[words.size()];
            byte[] zoneOf = new byte[words.size()];
            int at = 0;
            for (int b = 0; b < ends.size(); b++) {
                for (; at < ends.get(b); at++) {
                    blocks[at] = indexes.get(b);
                    zoneOf[at] = zones.get(b);
                }
            }
            return new PageView(number, words, blocks, zoneOf, counts);
        }
    }
}
