package dev.sluice.engine.extract;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ExtractWarning;
import dev.sluice.engine.parser.ParseTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what an extractor finds, and stops it where the document exceeds a limit. Words go to the layout at once. */
public final class DocumentSink {
    /** In the page's own unit. */
    record PageSize(double width, double height) {}

    /** A footnote: its sign, its block, and the blocks that refer to it, by their places in the list of blocks. */
    record Footnote(String symbol, int text, List<Integer> references) {}

    /** A cell takes some hundred bytes; they may fill half of the heap. */
    private static final long MOST_CELLS = Runtime.getRuntime().maxMemory() / 250;

    private static final int MOST_WARNINGS = 50;
    private static final int LONGEST_METADATA = 2_000;

    private final ParseTask task;
    private final ExtractOptions options;
    private final LayoutWriter layout;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<ExtractWarning> warnings = new ArrayList<>();
    private final Map<Integer, PageSize> sizes = new HashMap<>();
    private final List<Footnote> footnotes = new ArrayList<>();
    private @Nullable Integer pageCount;
    private long characters;
    private long rows;
    private long cells;

    DocumentSink(ParseTask task, ExtractOptions options, LayoutWriter layout) {
        this.task = task;
        this.options = options;
        this.layout = layout;
    }

    /** What was asked for. */
    public ParseTask task() {
        return task;
    }

    /** What the client asked for beyond the text. */
    public ExtractOptions options() {
        return options;
    }

    /**
     * Takes a block, unless it has no text.
     *
     * @throws SluiceException {@code OUTPUT_TOO_LARGE}
     */
    public void add(Block block) {
        Table table = block.table();
        if (table == null ? block.text().isBlank() : isBlank(table)) {
            return;
        }
        characters += block.text().length();
        rows += table == null ? 0 : table.rows().size();
        if (characters > task.limits().outputSize()) {
            throw tooLarge("text is longer than " + task.limits().outputSize() + " characters", "output-size");
        }
        checkRows(rows);
        blocks.add(block);
    }

    private static boolean isBlank(Table table) {
        return table.rows().stream()
                .allMatch(
                        row -> row.cells().stream().allMatch(cell -> cell.text().isBlank()));
    }

    private void checkRows(long soFar) {
        if (soFar > task.limits().tableRows()) {
            throw tooLarge("tables have more than " + task.limits().tableRows() + " rows", "table-rows");
        }
    }

    /** Counts a row of a table that is still growing, and stops it before it fills the process's memory. */
    public void growing(int rowsOfTable, int cellsOfRow) {
        checkRows(rows + rowsOfTable);
        cells += cellsOfRow;
        if (cells > MOST_CELLS) {
            throw new SluiceException(
                    ErrorCode.OUTPUT_TOO_LARGE,
                    "The document's tables have more than " + MOST_CELLS
                            + " cells, which is more than a parser process can hold (sluice.parser.heap).");
        }
    }

    private static SluiceException tooLarge(String what, String limit) {
        return new SluiceException(
                ErrorCode.OUTPUT_TOO_LARGE, "The document's " + what + " (sluice.limits." + limit + ").");
    }

    /** Notes that a block is a footnote, and which blocks refer to it; blocks are counted from 0. */
    public void footnote(String symbol, int block, List<Integer> references) {
        footnotes.add(new Footnote(symbol, block, List.copyOf(references)));
    }

    List<Footnote> footnotes() {
        return footnotes;
    }

    /** Writes a page's words and lines to the layout. */
    public void page(Page page) throws IOException {
        layout.page(page);
        sizes.put(page.number(), new PageSize(page.width(), page.height()));
    }

    @Nullable
    PageSize sizeOf(int page) {
        return sizes.get(page);
    }

    /**
     * Says how many pages the document has.
     *
     * @throws SluiceException {@code TOO_MANY_PAGES}
     */
    public void pageCount(int pages) {
        if (pages > task.limits().pages()) {
            throw new SluiceException(
                    ErrorCode.TOO_MANY_PAGES,
                    String.format(
                            Locale.ROOT,
                            "The document has %,d pages; at most %,d are read (sluice.limits.pages).",
                            pages,
                            task.limits().pages()));
        }
        pageCount = pages;
    }

    /** Notes a fact about the document; an empty or missing value is left out. */
    public void metadata(String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            String clean = Texts.oneLine(value);
            metadata.put(key, clean.substring(0, Math.min(LONGEST_METADATA, clean.length())));
        }
    }

    /** Notes something a reader of the result should know; the same code and sentence counts once. */
    public void warn(String code, String message) {
        ExtractWarning warning = new ExtractWarning(code, Texts.oneLine(message));
        if (warnings.size() < MOST_WARNINGS && !warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    public List<Block> blocks() {
        return blocks;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    List<ExtractWarning> warnings() {
        return warnings;
    }

    @Nullable
    Integer pageCount() {
        return pageCount;
    }
}
