package dev.sluice.engine.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PageTablesTest {
    private static final double LETTER = 5;

    private final List<Rule> rules = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Word> turned = new ArrayList<>();

    private void rule(double y, double x0, double x1) {
        rules.add(new Rule(x0, y, x1, y, 0.5));
    }

    private void upright(double x, double y0, double y1) {
        rules.add(new Rule(x, y0, x, y1, 0.5));
    }

    /** Words of font size 10, each letter 5 wide, a space 2.5. */
    private void text(String text, double x, double y) {
        double at = x;
        for (String word : text.split(" ")) {
            double end = at + LETTER * word.length();
            words.add(new Word(word, new Box(at, y - 7.8, end, y + 2.2), y, 10, 400, 1));
            at = end + 2.5;
        }
    }

    private void right(String text, double x1, double y) {
        text(text, x1 - LETTER * text.length(), y);
    }

    private void row(double y, String label, String... figures) {
        text(label, 50, y);
        for (int i = 0; i < figures.length; i++) {
            right(figures[i], 250 + 80 * i, y);
        }
    }

    private List<Table> tables() {
        Page page = new Page(1, 600, 800, 0, "text", words, rules);
        return PageTables.take(new ArrayList<>(words), turned, page).stream()
                .map(segment -> Objects.requireNonNull(segment.table()))
                .toList();
    }

    private static List<String> texts(Table table, int row) {
        return table.rows().get(row).cells().stream().map(Table.Cell::text).toList();
    }

    @Test
    void figures_in_columns_are_a_table_without_any_line() {
        row(100, "Region", "Births", "Deaths");
        row(114, "Austria", "1,234", "567");
        row(128, "Belgium and Luxembourg", "98", "4,321");
        row(142, "Denmark", "12", "n/a");

        List<Table> tables = tables();

        assertThat(tables).hasSize(1);
        assertThat(texts(tables.get(0), 2)).containsExactly("Belgium and Luxembourg", "98", "4,321");
        assertThat(tables.get(0).headerRows()).isEqualTo(1);
    }

    @Test
    void a_header_above_several_columns_spans_as_far_as_the_line_below_it() {
        rule(88, 50, 330);
        text("Men", 230, 100);
        rule(104, 190, 330);
        row(116, "Region", "Births", "Deaths");
        rule(120, 50, 330);
        row(132, "Austria", "1,234", "567");
        row(144, "Belgium", "98", "21");
        rule(150, 50, 330);

        Table table = tables().get(0);

        Table.Cell region = table.rows().get(0).cells().get(0);
        Table.Cell men = table.rows().get(0).cells().get(1);
        assertThat(men.text()).isEqualTo("Men");
        assertThat(men.columnSpan()).isEqualTo(2);
        assertThat(region.text()).isEqualTo("Region");
        assertThat(region.rowSpan()).isEqualTo(2);
        assertThat(table.headerRows()).isEqualTo(2);
    }

    @Test
    void a_label_of_two_lines_is_one_cell_and_a_group_label_a_row() {
        row(100, "Region", "Births", "Deaths");
        row(114, "Northern part:");
        row(128, "Counties along the border", new String[0]);
        row(140, "and the coast", "98", "21");
        row(154, "Other", "12", "7");
        row(168, "Another", "13", "8");

        Table table = tables().get(0);

        assertThat(texts(table, 1)).containsExactly("Northern part:");
        assertThat(texts(table, 2)).containsExactly("Counties along the border\nand the coast", "98", "21");
    }

    @Test
    void dots_that_lead_to_a_figure_are_no_text() {
        row(100, "Item", "2007", "2008");
        row(114, "Total.......................", "1,234", "567");
        row(128, "Wages......................", "98", "21");
        row(142, "Rents......................", "9", "2");

        assertThat(texts(tables().get(0), 1)).containsExactly("Total", "1,234", "567");
    }

    @Test
    void rows_of_figures_in_a_grid_without_lines_between_them_are_rows() {
        rule(90, 40, 360);
        rule(106, 40, 360);
        rule(150, 40, 360);
        for (double x : new double[] {40, 180, 270, 360}) {
            upright(x, 90, 150);
        }
        row(100, "Cohort", "Births", "Deaths");
        row(118, "3-year-olds", "1,530", "1,029");
        row(131, "4-year-olds", "1,253", "855");
        row(144, "Total", "2,783", "1,884");

        Table table = tables().get(0);

        assertThat(table.method()).isEqualTo("lattice");
        assertThat(table.rows()).hasSize(4);
        assertThat(texts(table, 3)).containsExactly("Total", "2,783", "1,884");
    }

    @Test
    void text_that_runs_upwards_is_read_in_its_cell() {
        rule(90, 40, 180);
        rule(150, 40, 180);
        rule(170, 40, 180);
        for (double x : new double[] {40, 110, 180}) {
            upright(x, 90, 170);
        }
        turned.add(new Word("Kharif", new Box(70, 100, 80, 140), Double.NaN, 10, 400, 1));
        text("Rabi", 120, 120);
        text("1", 60, 164);
        text("2", 140, 164);

        assertThat(texts(tables().get(0), 0)).containsExactly("Kharif", "Rabi");
        assertThat(turned).isEmpty();
    }

    @Test
    void running_text_in_two_columns_is_no_table() {
        for (int i = 0; i < 12; i++) {
            text("this line of a paragraph goes on to its edge", 50, 100 + 12 * i);
            text("and so does that of the column beside it now", 320, 100 + 12 * i);
        }

        assertThat(tables()).isEmpty();
    }

    @Test
    void contents_and_lists_and_letterheads_are_no_tables() {
        for (int i = 0; i < 6; i++) {
            text("Chapter about a subject..................................", 50, 100 + 14 * i);
            right(Integer.toString(3 + 4 * i), 500, 100 + 14 * i);
            text("•", 50, 300 + 14 * i);
            text("an item of a list", 75, 300 + 14 * i);
        }
        for (int i = 0; i < 4; i++) {
            text("Sender" + i + ":", 50, 500 + 14 * i);
            text("Somebody Else", 150, 500 + 14 * i);
        }

        assertThat(tables()).isEmpty();
    }
}
