package dev.sluice.engine.extract;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes blocks as a web page: headings, paragraphs, nested lists, tables with their spans. All text is escaped. */
final class HtmlWriter {
    private final Writer out;
    /** The end tags of the lists that are open. */
    private final Deque<String> lists = new ArrayDeque<>();

    HtmlWriter(Writer out) {
        this.out = out;
    }

    void write(List<Block> blocks, String title) throws IOException {
        out.append("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>");
        out.append(escape(title)).append("</title>\n</head>\n<body>\n");
        int page = 0;
        int tables = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.type() != BlockType.LIST_ITEM) {
                closeLists(0);
            }
            if (block.page() > 0 && block.page() != page) {
                closeLists(0);
                out.append(page == 0 ? "" : "</section>\n");
                page = block.page();
                out.append("<section data-page=\"")
                        .append(Integer.toString(page))
                        .append("\">\n");
            }
            String id = " id=\"" + BlockIds.block(i) + "\"";
            switch (block.type()) {
                case HEADING -> element("h" + block.level(), id, block.text());
                case LIST_ITEM -> item(block, id);
                case TABLE -> table(block, id + " data-table=\"" + BlockIds.table(tables++) + "\"");
                case CODE -> element("pre", id, block.text());
                case HEADER -> element("header", id, block.text());
                case FOOTER -> element("footer", id, block.text());
                case FIGURE -> figure(block, id);
                case PARAGRAPH -> element("p", id, block.text());
            }
        }
        closeLists(0);
        out.append(page == 0 ? "" : "</section>\n").append("</body>\n</html>\n");
    }

    private void figure(Block block, String id) throws IOException {
        if (!block.isUnseen()) {
            out.append("<figure").append(id).append("><img src=\"");
            out.append(escape(block.referenceOrEmpty())).append("\" alt=\"");
            out.append(escape(block.text())).append("\"></figure>\n");
        }
    }

    private void element(String name, String attributes, String text) throws IOException {
        String inner = name.equals("pre") ? escape(text) : escape(text).replace("\n", "<br>\n");
        out.append('<').append(name).append(attributes).append('>').append(inner);
        out.append("</").append(name).append(">\n");
    }

    private void item(Block block, String id) throws IOException {
        closeLists(block.level() + 1);
        boolean counted =
                !block.marker().isEmpty() && Character.isDigit(block.marker().charAt(0));
        while (lists.size() < block.level() + 1) {
            out.append(counted ? "<ol>\n" : "<ul>\n");
            lists.push(counted ? "</ol>\n" : "</ul>\n");
        }
        element("li", id, block.text());
    }

    private void closeLists(int keep) throws IOException {
        while (lists.size() > keep) {
            out.append(lists.pop());
        }
    }

    private void table(Block block, String attributes) throws IOException {
        Table table = block.table();
        if (table == null) {
            return;
        }
        out.append("<table").append(attributes).append(">\n");
        Map<Integer, Integer> covered = new HashMap<>();
        for (Table.Row row : table.rows()) {
            out.append("<tr>");
            int column = 0;
            for (Table.Cell cell : row.cells()) {
                for (; column < Math.min(cell.column(), Table.MAX_COLUMNS); column++) {
                    out.append(covered.getOrDefault(column, 0) > 0 ? "" : "<td></td>");
                }
                out.append("<td");
                span("colspan", cell.columnSpan());
                span("rowspan", cell.rowSpan());
                out.append('>')
                        .append(escape(cell.text()).replace("\n", "<br>"))
                        .append("</td>");
                column = cell.column() + cell.columnSpan();
                for (int i = cell.column(); i < column && cell.rowSpan() > 1; i++) {
                    covered.put(i, cell.rowSpan());
                }
            }
            out.append("</tr>\n");
            covered.replaceAll((at, left) -> left - 1);
        }
        out.append("</table>\n");
    }

    private void span(String name, int count) throws IOException {
        if (count > 1) {
            out.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(Integer.toString(count))
                    .append('"');
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
