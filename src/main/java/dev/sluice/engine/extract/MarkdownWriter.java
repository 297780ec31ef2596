package dev.sluice.engine.extract;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks as GitHub-flavoured Markdown. Pages are separated by {@code <!-- page 2 -->}. Characters of the
 * document are escaped only where they would change the structure, so that words stay searchable as they are.
 */
final class MarkdownWriter {
    private static final Pattern STRUCTURE =
            Pattern.compile("^(?=#{1,6}(\\s|$)|>|```|~~~|(-+|=+)\\s*$)", Pattern.MULTILINE);
    private static final Pattern TAG = Pattern.compile("<(?=[A-Za-z/!?])");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final String NESTING = "    ";

    private final Writer out;
    private final Set<String> told = new HashSet<>();
    private @Nullable Block before;
    private int depthBefore = -1;

    MarkdownWriter(Writer out) {
        this.out = out;
    }

    void write(List<Block> blocks) throws IOException {
        for (Block block : blocks) {
            if (block.isUnseen()) {
                continue;
            }
            separate(block);
            if (isRepeated(block)) {
                comment(block);
                before = block;
                continue;
            }
            render(block);
            before = block;
        }
        if (before != null) {
            out.append('\n');
        }
    }

    /** One block by itself, as it stands in the Markdown. */
    static String text(Block block) {
        StringWriter text = new StringWriter();
        try {
            new MarkdownWriter(text).render(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void render(Block block) throws IOException {
        switch (block.type()) {
            case HEADING -> out.append("#".repeat(block.level())).append(' ').append(escape(block.text()));
            case LIST_ITEM -> listItem(block);
            case TABLE -> table(block);
            case CODE -> code(block.text());
            case FIGURE ->
                out.append("![")
                        .append(escapeCell(block.text()).replace("]", "\\]"))
                        .append("](")
                        .append(block.referenceOrEmpty())
                        .append(')');
            case PARAGRAPH, HEADER, FOOTER -> out.append(escape(block.text()));
        }
    }

    /** A comment keeps the words, and the number printed on the page, out of the text that is read. */
    private void comment(Block block) throws IOException {
        out.append("<!-- ").append(block.type().word()).append(": ");
        out.append(Texts.oneLine(block.text()).replace("--", "- -")).append(" -->");
    }

    /** Running headers and footers are part of the text once, page numbers or not. */
    private boolean isRepeated(Block block) {
        boolean furniture = block.type() == BlockType.HEADER || block.type() == BlockType.FOOTER;
        return furniture && !told.add(DIGITS.matcher(block.text()).replaceAll("#"));
    }

    private void separate(Block block) throws IOException {
        Block last = before;
        boolean newPage = block.page() > 0 && (last == null ? block.page() > 1 : block.page() != last.page());
        boolean inList = last != null && last.type() == BlockType.LIST_ITEM && block.type() == BlockType.LIST_ITEM;
        if (last != null) {
            out.append(inList && !newPage ? "\n" : "\n\n");
        }
        if (newPage) {
            out.append("<!-- page ").append(Integer.toString(block.page())).append(" -->\n\n");
        }
        if (!inList || newPage) {
            depthBefore = -1;
        }
    }

    private void listItem(Block block) throws IOException {
        // An item deeper than its parent allows would be read as code.
        int depth = Math.min(block.level(), depthBefore + 1);
        depthBefore = depth;
        String indent = NESTING.repeat(depth);
        String continued = "\n" + indent + " ".repeat(block.marker().length() + 1);
        out.append(indent).append(block.marker()).append(' ');
        out.append(escape(block.text()).replace("\n", continued));
    }

    private void code(String text) throws IOException {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        out.append(fence).append('\n').append(text).append('\n').append(fence);
    }

    private void table(Block block) throws IOException {
        Table table = block.table();
        if (table == null) {
            return;
        }
        int columns = Math.max(1, Math.min(Table.MAX_COLUMNS, table.columns()));
        boolean header = true;
        for (Table.Row row : table.rows()) {
            List<String> cells = cells(row, columns);
            if (header) {
                while (cells.size() < columns) {
                    cells.add("");
                }
            }
            out.append(header ? "|" : "\n|");
            for (String cell : cells) {
                out.append(' ').append(cell).append(" |");
            }
            if (header) {
                out.append("\n|").append(" --- |".repeat(columns));
                header = false;
            }
        }
    }

    /** The row's cells without the empty ones at its end, which Markdown lets us leave out: sparse sheets stay small. */
    private static List<String> cells(Table.Row row, int columns) {
        List<String> cells = new ArrayList<>();
        for (Table.Cell cell : row.cells()) {
            if (cell.text().isEmpty()) {
                continue;
            }
            int column = Math.min(cell.column(), columns - 1);
            while (cells.size() < column) {
                cells.add("");
            }
            String text = escapeCell(cell.text());
            if (cells.size() == column) {
                cells.add(text);
            } else {
                cells.set(column, (cells.get(column) + " " + text).strip());
            }
        }
        if (cells.isEmpty()) {
            cells.add("");
        }
        return cells;
    }

    static String escapeCell(String text) {
        return TAG.matcher(Texts.oneLine(text)).replaceAll("\\\\<").replace("|", "\\|");
    }

    static String escape(String text) {
        String safe = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll("\\\\<");
        return STRUCTURE.matcher(safe).replaceAll("\\\\");
    }
}
