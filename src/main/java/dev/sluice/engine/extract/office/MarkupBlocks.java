package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.TableBuilder;
import dev.sluice.engine.extract.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern BULLET =
            Pattern.compile("^\\s*([•·▪◦‣●○■□–\\u00b7\\uf0b7\\uf0a7o*-])[\\t ]\\s*(?=\\S)");
    private static final Pattern NUMBER = Pattern.compile("^\\s*(\\d{1,3}[.)])[\\t ]\\s*(?=\\S)");

    private static final int LONGEST_BOLD_HEADING = 120;
    private static final int BOLD_LEVEL = 2;

    private final DocumentSink sink;
    private final boolean boldHeadings;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder caption = new StringBuilder();
    private final Deque<int[]> lists = new ArrayDeque<>();
    private int ignoredDepth;
    private int boldDepth;
    private boolean allBold = true;
    private boolean inCaption;
    private int tableDepth;
    private int page;
    private int headingLevel;
    private boolean preformatted;
    private boolean inItem;
    private String marker = "";
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
        this.boldHeadings = boldHeadings;
    }

    /** From here on text is bold, until {@link #endBold}; may be nested. */
    void startBold() {
        boldDepth++;
    }

    void endBold() {
        boldDepth = Math.max(0, boldDepth - 1);
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
                headingLevel = name.charAt(1) - '0';
            }
            case "pre" -> {
                flush();
                preformatted = true;
            }
            case "br" -> text.append('\n');
            case "ul", "ol" -> {
                flush();
                lists.push(new int[] {name.equals("ol") ? 0 : -1});
            }
            case "li" -> startItem();
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

    private void startItem() {
        flush();
        inItem = true;
        int[] list = lists.peek();
        marker = list == null || list[0] < 0 ? "-" : ++list[0] + ".";
    }

    private void startInTable(String name, int columns, int rows) {
        if (table != null) {
            cellsOfRow++;
            headersOfRow += name.equals("th") ? 1 : 0;
            inCell = true;
            columnSpan = columns;
            rowSpan = rows;
            text.setLength(0);
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
            text.append('\n');
        } else if (name.equals("td") || name.equals("th")) {
            text.append(' ');
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
            case "h1", "h2", "h3", "h4", "h5", "h6" -> endBlock(() -> headingLevel = 0);
            case "pre" -> endBlock(() -> preformatted = false);
            case "ul", "ol" -> endBlock(lists::poll);
            case "li" -> endBlock(() -> inItem = false);
            default -> {
                if (BOUNDARIES.contains(name)) {
                    endBlock(() -> {});
                }
            }
        }
    }

    private void endBlock(Runnable then) {
        if (inCell) {
            text.append('\n');
        } else {
            flush();
            then.run();
        }
    }

    private void endCell() {
        if (inCell && table != null) {
            table.cell(Texts.lines(text.toString()), columnSpan, rowSpan);
            text.setLength(0);
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
        text.setLength(0);
    }

    void text(String characters) {
        if (ignoredDepth > 0) {
            return;
        }
        if (inCaption && !inCell) {
            caption.append(characters);
        } else {
            allBold &= boldDepth > 0 || characters.isBlank();
            text.append(preformatted ? characters : characters.replace('\n', ' '));
        }
    }

    /** Makes a block of the text so far. */
    void flush() {
        String all = text.toString();
        boolean bold = allBold;
        text.setLength(0);
        allBold = true;
        if (all.isBlank() || table != null) {
            return;
        }
        if (preformatted) {
            sink.add(Block.code(all.strip(), page));
        } else if (headingLevel > 0) {
            sink.add(Block.heading(headingLevel, Texts.oneLine(all), page, null));
        } else if (inItem && !marker.isEmpty()) {
            sink.add(Block.listItem(Math.max(0, lists.size() - 1), marker, Texts.lines(all), page, null));
            // A second paragraph of the same item is no item of its own.
            marker = "";
        } else if (boldHeadings && bold && isTitleLike(all.strip())) {
            sink.add(Block.heading(BOLD_LEVEL, Texts.oneLine(all), page, null));
        } else {
            paragraphOrItem(all);
        }
    }

    /** Many authors make a heading by making a short line bold. */
    private static boolean isTitleLike(String line) {
        char last = line.charAt(line.length() - 1);
        return line.length() <= LONGEST_BOLD_HEADING
                && line.indexOf('\n') < 0
                && ".,:;".indexOf(last) < 0
                && !BULLET.matcher(line).find()
                && line.codePoints().filter(Character::isLetter).count() >= 3
                && line.codePoints().filter(Character::isLetter).count() * 2 >= line.length();
    }

    /** Word processors give a list item as a paragraph that begins with its bullet. */
    private void paragraphOrItem(String all) {
        Matcher bullet = BULLET.matcher(all);
        Matcher number = NUMBER.matcher(all);
        if (bullet.find()) {
            sink.add(Block.listItem(0, "-", Texts.lines(all.substring(bullet.end())), page, null));
        } else if (number.find()) {
            sink.add(Block.listItem(0, number.group(1), Texts.lines(all.substring(number.end())), page, null));
        } else {
            sink.add(Block.paragraph(Texts.lines(all), page, null));
        }
    }
}
