package dev.sluice.engine.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LatticeTest {
    private final List<Rule> rules = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();

    private void horizontal(double y, double x0, double x1) {
        rules.add(new Rule(x0, y, x1, y, 1));
    }

    private void vertical(double x, double y0, double y1) {
        rules.add(new Rule(x, y0, x, y1, 1));
    }

    private void word(String text, double x, double y) {
        words.add(new Word(text, new Box(x, y - 8, x + 20, y + 2), y, 10, 400, 1));
    }

    private void frame() {
        horizontal(0, 0, 300);
        horizontal(30, 0, 300);
        horizontal(60, 0, 300);
        vertical(0, 0, 60);
        vertical(200, 0, 60);
        vertical(300, 0, 60);
    }

    private Table onlyTable() {
        return Objects.requireNonNull(LatticeTables.take(words, new ArrayList<>(), RuledLines.of(rules))
                .get(0)
                .table());
    }

    @Test
    void words_fall_into_the_cells_that_lines_draw_around_them() {
        frame();
        vertical(100, 0, 60);
        word("a", 10, 20);
        word("b", 110, 20);
        word("c", 210, 20);
        word("d", 10, 50);
        word("outside", 10, 100);

        Table table = onlyTable();

        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(0).cells()).extracting(Table.Cell::text).containsExactly("a", "b", "c");
        assertThat(words).extracting(Word::text).containsExactly("outside");
    }

    @Test
    void a_missing_line_makes_one_cell_of_two() {
        frame();
        vertical(100, 30, 60);
        word("head", 10, 20);
        word("c", 210, 20);
        word("d", 10, 50);
        word("e", 110, 50);

        Table table = onlyTable();

        assertThat(table.rows().get(0).cells().get(0).columnSpan()).isEqualTo(2);
        assertThat(table.rows().get(1).cells()).hasSize(3);
    }

    @Test
    void a_frame_around_a_paragraph_is_no_table() {
        horizontal(0, 0, 300);
        horizontal(60, 0, 300);
        vertical(0, 0, 60);
        vertical(300, 0, 60);
        word("text", 10, 20);
        word("more", 110, 20);

        assertThat(LatticeTables.take(words, new ArrayList<>(), RuledLines.of(rules)))
                .isEmpty();
        assertThat(words).hasSize(2);
    }
}
