package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.answer.JsonList;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text {@code markdown_with_ids}: every block as an element whose attribute {@code data-bb-text-id},
 * {@code data-bb-table-id} or {@code data-bb-image-id} is its id among the bounding boxes. Blocks are separated by
 * empty lines; headings keep their marks.
 */
final class MarkdownWithIds implements Closeable {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final Spool spool = new Spool();
    private boolean begun;

    MarkdownWithIds() throws IOException {
        spool.write('"');
    }

    /**
     * Adds a text.
     *
     * @param level of a heading, from 1; 0 of other texts
     */
    void text(String id, int level, String text) throws IOException {
        String mark = level > 0 ? "#".repeat(Math.min(6, level)) + " " : "";
        write(mark + "<text data-bb-text-id=\"" + id + "\">" + escaped(text) + "</text>");
    }

    /** Adds a table: cells separated by tabs, rows by line feeds. */
    void table(String id, String cells) throws IOException {
        StringBuilder html =
                new StringBuilder("<table data-bb-table-id=\"").append(id).append("\">");
        for (String row : cells.split("\n", -1)) {
            html.append("<tr>");
            for (String cell : row.split("\t", -1)) {
                html.append("<td>").append(escaped(cell)).append("</td>");
            }
            html.append("</tr>");
        }
        write(html.append("</table>").toString());
    }

    /**
     * Adds a picture or a chart.
     *
     * @param url of its image; empty for none
     */
    void figure(String id, String url, String text) throws IOException {
        String image = url.isEmpty() ? "" : "<img src=\"" + escaped(url) + "\"/>";
        write("<figure data-bb-image-id=\"" + id + "\">" + image + escaped(text) + "</figure>");
    }

    private void write(String block) throws IOException {
        String text = begun ? "\n\n" + block : block;
        begun = true;
        spool.write(new String(ENCODER.quoteAsString(text)).getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Sends it as a member of an object that is open; nothing may be added afterwards. */
    void writeTo(JsonGenerator json, OutputStream out) throws IOException {
        spool.write('"');
        JsonList.insert("markdown_with_ids", spool, json, out);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
