package dev.sluice.engine.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownWriterTest {
    private static String markdown(Block... blocks) throws IOException {
        StringWriter out = new StringWriter();
        new MarkdownWriter(out).write(List.of(blocks));
        return out.toString();
    }

    private static Table.Cell cell(String text, int column, int span) {
        return new Table.Cell(text, column, span, 1, null);
    }

    @Test
    void headings_paragraphs_and_lists_are_separated_as_markdown_wants() throws IOException {
        assertThat(markdown(
                        Block.heading(2, "Title", 0, null),
                        Block.paragraph("one\ntwo", 0, null),
                        Block.listItem(0, "-", "first", 0, null),
                        Block.listItem(1, "1.", "inner\nmore", 0, null),
                        Block.listItem(0, "-", "second", 0, null),
                        Block.paragraph("end", 0, null)))
                .isEqualTo("## Title\n\none\ntwo\n\n- first\n    1. inner\n       more\n- second\n\nend\n");
    }

    @Test
    void an_item_is_never_deeper_than_its_parent_allows() throws IOException {
        assertThat(markdown(Block.listItem(3, "-", "alone", 0, null))).isEqualTo("- alone\n");
    }

    @Test
    void pages_are_separated_by_a_comment() throws IOException {
        assertThat(markdown(
                        Block.paragraph("a", 1, null),
                        Block.listItem(0, "-", "b", 2, null),
                        Block.listItem(0, "-", "c", 3, null)))
                .isEqualTo("a\n\n<!-- page 2 -->\n\n- b\n\n<!-- page 3 -->\n\n- c\n");
    }

    @Test
    void cells_are_kept_in_their_columns_and_bars_in_them_are_escaped() throws IOException {
        Table table = new Table(
                List.of(
                        new Table.Row(List.of(cell("wide", 0, 2), cell("c", 2, 1))),
                        new Table.Row(List.of(cell("a|b", 0, 1), cell("two\nlines", 2, 1))),
                        new Table.Row(List.of(cell("", 0, 1)))),
                "markup");
        assertThat(markdown(Block.table(table, 0, null)))
                .isEqualTo("| wide |  | c |\n| --- | --- | --- |\n| a\\|b |  | two lines |\n|  |\n");
    }

    @Test
    void text_that_looks_like_markup_stays_text() throws IOException {
        assertThat(markdown(Block.paragraph("# no heading\n> no quote\n---\n1 < 2 <script>", 0, null)))
                .isEqualTo("\\# no heading\n\\> no quote\n\\---\n1 < 2 \\<script>\n");
    }

    @Test
    void code_is_fenced_by_more_ticks_than_it_has() throws IOException {
        assertThat(markdown(Block.code("```\nx", 0))).isEqualTo("````\n```\nx\n````\n");
    }
}
