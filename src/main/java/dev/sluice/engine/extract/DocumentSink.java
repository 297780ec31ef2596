package dev.sluice.engine.extract;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ExtractWarning;
import dev.sluice.engine.parser.ParseTask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what an extractor finds, and stops it where the document exceeds a limit. Words go to the layout at once. */
public final class DocumentSink implements AutoCloseable {
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
    private final @Nullable WordsFile words;
    private final Figures figures;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<ExtractWarning> warnings = new ArrayList<>();
    private final Map<Integer, PageSize> sizes = new HashMap<>();
    private final List<Footnote> footnotes = new ArrayList<>();
    private @Nullable Integer pageCount;
    private long characters;
    private long rows;
    private long cells;

    DocumentSink(ParseTask task, ExtractOptions options, LayoutWriter layout) throws IOException {
        this.task = task;
        this.options = options;
        this.layout = layout;
        Path directory = Path.of(task.output());
        long limit = task.limits().outputSize();
        this.words = options.words() ? new WordsFile(directory.resolve("words.tmp"), limit) : null;
        this.figures = new Figures(directory, limit, task.limits().imagePixels());
        if (options.figures().descriptions()) {
            warn("FIGURES_NOT_DESCRIBED", "The embedded engine cannot describe pictures; none was described.");
        }
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
        if (block.type() != BlockType.FIGURE && (table == null ? block.text().isBlank() : isBlank(table))) {
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
        if (words != null) {
            words.add(page);
        }
        sizes.put(page.number(), new PageSize(page.width(), page.height()));
    }

    /** The corners of a box on a page, as {@link #corners(Box, double, double)}; empty where they are not known. */
    double[] corners(int page, @Nullable Box box) {
        PageSize size = sizes.get(page);
        return box == null || size == null ? new double[0] : corners(box, size.width(), size.height());
    }

    /** Eight numbers from 0 to 1: the corners clockwise from top left, as displayed. */
    static double[] corners(Box box, double width, double height) {
        double x0 = part(box.x0(), width);
        double y0 = part(box.y0(), height);
        double x1 = part(box.x1(), width);
        double y1 = part(box.y1(), height);
        return new double[] {x0, y0, x1, y0, x1, y1, x0, y1};
    }

    private static double part(double value, double whole) {
        return Math.round(Math.max(0, Math.min(1, value / whole)) * 1e5) / 1e5;
    }

    /** Whether pictures are asked for; finding them may cost time. */
    public boolean wantsFigures() {
        return options.figures().images();
    }

    /**
     * Writes a picture as a part of the result, if pictures are asked for.
     *
     * @param image the file of the picture
     * @return its part's name; null if it was not written
     */
    public @Nullable String picture(byte[] image) throws IOException {
        return wantsFigures() ? figures.add(image) : null;
    }

    /** As {@link #picture(byte[])}, of an image already unpacked. */
    public @Nullable String picture(BufferedImage image) throws IOException {
        return wantsFigures() ? figures.add(image) : null;
    }

    /** Writes a picture and adds its block here. */
    public void figure(byte[] image, String text, int page, @Nullable Box box) throws IOException {
        String part = picture(image);
        if (part != null) {
            add(Block.figure(part, Texts.oneLine(text), page, box));
        }
    }

    Figures figures() {
        return figures;
    }

    @Nullable
    WordsFile words() {
        return words;
    }

    @Override
    public void close() throws IOException {
        if (words != null) {
            words.close();
        }
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
