package dev.sluice.engine.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table as HTML, as GitHub's Markdown and as CSV after RFC 4180. */
final class Renderings {
    private Renderings() {}

    static String html(FoundTable table) {
        FoundTable.Grid grid = table.grid();
        StringBuilder html = new StringBuilder("<table>");
        if (table.caption() != null) {
            html.append("<caption>");
            escape(table.caption(), html);
            html.append("</caption>");
        }
        section(grid, 0, table.headerRows(), "thead", html);
        section(grid, table.headerRows(), grid.rows(), "tbody", html);
        return html.append("</table>").toString();
    }

    private static void section(FoundTable.Grid grid, int from, int to, String name, StringBuilder html) {
        if (from >= to) {
            return;
        }
        html.append('<').append(name).append('>');
        for (int row = from; row < to; row++) {
            html.append("<tr>");
            for (int column = 0; column < grid.columns(); column++) {
                FoundTable.Cell cell = grid.at(row, column);
                if (cell == null) {
                    html.append(name.equals("thead") ? "<th></th>" : "<td></td>");
                } else if (cell.row() == row && cell.column() == column) {
                    cell(cell, name.equals("thead"), html);
                }
            }
            html.append("</tr>");
        }
        html.append("</").append(name).append('>');
    }

    private static void cell(FoundTable.Cell cell, boolean header, StringBuilder html) {
        String tag = header ? "th" : "td";
        html.append('<').append(tag);
        if (header) {
            html.append(cell.columnSpan() > 1 ? " scope=\"colgroup\"" : " scope=\"col\"");
        }
        if (cell.rowSpan() > 1) {
            html.append(" rowspan=\"").append(cell.rowSpan()).append('"');
        }
        if (cell.columnSpan() > 1) {
            html.append(" colspan=\"").append(cell.columnSpan()).append('"');
        }
        html.append('>');
        escape(cell.text(), html);
        html.append("</").append(tag).append('>');
    }

    private static void escape(String text, StringBuilder html) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\n' -> html.append("<br>");
                default -> html.append(c);
            }
        }
    }

    /** Markdown knows one header row and no spans: the header's levels are joined, spanned places stay empty. */
    static String markdown(FoundTable table, List<String> headers) {
        StringBuilder markdown = new StringBuilder();
        List<String> names = new ArrayList<>(headers);
        if (table.headerRows() == 0) {
            names.replaceAll(name -> "");
        }
        line(names, markdown);
        markdown.append("|").append(" --- |".repeat(names.size())).append('\n');
        FoundTable.Grid grid = table.grid();
        for (int row = table.headerRows(); row < grid.rows(); row++) {
            line(texts(grid, row), markdown);
        }
        return markdown.toString();
    }

    private static void line(List<String> texts, StringBuilder markdown) {
        markdown.append('|');
        for (String text : texts) {
            String safe = text.replace("\\", "\\\\")
                    .replace("|", "\\|")
                    .replace("<", "&lt;")
                    .replace("\n", "<br>");
            markdown.append(' ').append(safe).append(safe.isEmpty() ? "|" : " |");
        }
        markdown.append('\n');
    }

    static String csv(FoundTable table) {
        FoundTable.Grid grid = table.grid();
        StringBuilder csv = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
            for (int row = 0; row < grid.rows(); row++) {
                List<String> texts = texts(grid, row);
                if (texts.size() > 1) {
                    // A text that is missing is written as nothing, an empty one as two quotes.
                    printer.printRecord(texts.stream().map(t -> t.isEmpty() ? null : t));
                } else {
                    printer.printRecord(texts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return csv.toString();
    }

    private static List<String> texts(FoundTable.Grid grid, int row) {
        List<String> texts = new ArrayList<>(grid.columns());
        for (int column = 0; column < grid.columns(); column++) {
            texts.add(grid.textAt(row, column));
        }
        return texts;
    }
}
