package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.TableBuilder;
import dev.sluice.engine.extract.Texts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a stream of HTML elements into blocks: Tika's output for Office documents and the tree of a web page alike. It
 * keeps no tree of its own, so nesting costs nothing. A table inside a table cell becomes text of that cell.
 */
final class MarkupBlocks {
    private static final Set<String> IGNORED =
            Set.of("script", "style", "head", "noscript", "template", "svg", "math", "object", "iframe", "select");
    private static final Set<String> BOUNDARIES = Set.of(
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "address",
            "blockquote",
            "figure",
            "figcaption",
            "form",
            "fieldset",
            "dl",
            "dt",
            "dd",
            "body",
            "center",
            "hr",
            "ul",
            "ol",
            "li",
            "details",
            "summary",
            "caption",
            "legend");

    private final DocumentSink sink;
    private final MarkupParagraph paragraph;
    private final StringBuilder caption = new StringBuilder();
    private int ignoredDepth;
    private boolean inCaption;
    private int tableDepth;
    private int page;
    private @Nullable TableBuilder table;
    private boolean inCell;
    private boolean inHead;
    private int cellsOfRow;
    private int headersOfRow;
    private int columnSpan;
    private int rowSpan;

    /** {@code boldHeadings}: whether a short paragraph all in bold counts as a heading. */
    MarkupBlocks(DocumentSink sink, boolean boldHeadings) {
        this.sink = sink;
        this.paragraph = new MarkupParagraph(sink, boldHeadings);
    }

    /** From here on text is bold, until {@link #endBold}; may be nested. */
    void startBold() {
        paragraph.startBold();
    }

    void endBold() {
        paragraph.endBold();
    }

    /** From here on blocks stand on the next page. */
    void nextPage() {
        flush();
        page++;
    }

    int pages() {
        return page;
    }

    void start(String name, int columns, int rows) {
        if (ignoredDepth > 0 || IGNORED.contains(name)) {
            ignoredDepth++;
            return;
        }
        if (inCell) {
            startInCell(name, columns, rows);
            return;
        }
        switch (name) {
            case "b", "strong" -> startBold();
            case "caption" -> inCaption = table != null;
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                flush();
                paragraph.headingLevel(name.charAt(1) - '0');
            }
            case "pre" -> {
                flush();
                paragraph.preformatted(true);
            }
            case "br" -> paragraph.write('\n');
            case "ul", "ol" -> {
                flush();
                paragraph.startList(name.equals("ol"));
            }
            case "li" -> {
                flush();
                paragraph.startItem();
            }
            case "table" -> {
                flush();
                tableDepth = 1;
                inHead = false;
                cellsOfRow = 0;
                headersOfRow = 0;
                table = new TableBuilder(sink);
            }
            case "td", "th" -> startInTable(name, columns, rows);
            case "thead" -> inHead = true;
            default -> {
                if (BOUNDARIES.contains(name)) {
                    flush();
                }
            }
        }
    }

    private void startInTable(String name, int columns, int rows) {
        if (table != null) {
            cellsOfRow++;
            headersOfRow += name.equals("th") ? 1 : 0;
            inCell = true;
            columnSpan = columns;
            rowSpan = rows;
            paragraph.clear();
        }
    }

    private void startInCell(String name, int columns, int rows) {
        if (name.equals("table")) {
            tableDepth++;
        } else if ((name.equals("td") || name.equals("th")) && tableDepth == 1) {
            // The cell before was not closed.
            endCell();
            startInTable(name, columns, rows);
        } else if (BOUNDARIES.contains(name) || name.equals("br") || name.equals("tr")) {
            paragraph.write('\n');
        } else if (name.equals("td") || name.equals("th")) {
            paragraph.write(' ');
        }
    }

    void end(String name) {
        if (ignoredDepth > 0) {
            ignoredDepth--;
            return;
        }
        switch (name) {
            case "b", "strong" -> endBold();
            case "caption" -> inCaption = false;
            case "table" -> endTable();
            case "thead" -> inHead = false;
            case "tr" -> {
                if (tableDepth == 1 && table != null) {
                    endCell();
                    if (inHead || cellsOfRow > 0 && headersOfRow == cellsOfRow) {
                        table.endHeaderRow();
                    } else {
                        table.endRow();
                    }
                    cellsOfRow = 0;
                    headersOfRow = 0;
                }
            }
            case "td", "th" -> {
                if (tableDepth == 1) {
                    endCell();
                }
            }
            case "h1", "h2", "h3", "h4", "h5", "h6" -> endBlock(() -> paragraph.headingLevel(0));
            case "pre" -> endBlock(() -> paragraph.preformatted(false));
            case "ul", "ol" -> endBlock(paragraph::endList);
            case "li" -> endBlock(paragraph::endItem);
            default -> {
                if (BOUNDARIES.contains(name)) {
                    endBlock(() -> {});
                }
            }
        }
    }

    private void endBlock(Runnable then) {
        if (inCell) {
            paragraph.write('\n');
        } else {
            flush();
            then.run();
        }
    }

    private void endCell() {
        if (inCell && table != null) {
            table.cell(Texts.lines(paragraph.text()), columnSpan, rowSpan);
            paragraph.clear();
            inCell = false;
        }
    }

    private void endTable() {
        if (--tableDepth > 0 || table == null) {
            tableDepth = Math.max(0, tableDepth);
            return;
        }
        endCell();
        sink.add(Block.paragraph(Texts.lines(caption.toString()), page, null));
        caption.setLength(0);
        sink.add(Block.table(table.build(), page, null));
        table = null;
        tableDepth = 0;
        paragraph.clear();
    }

    void text(String characters) {
        if (ignoredDepth > 0) {
            return;
        }
        if (inCaption && !inCell) {
            caption.append(characters);
        } else {
            paragraph.write(characters);
        }
    }

    /** Makes a block of the text so far. */
    void flush() {
        paragraph.end(page, table == null); // between the cells of a table nothing is shown
    }
}
