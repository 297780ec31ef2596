package dev.sluice.engine.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
    private final List<Segment> segments = new ArrayList<>();

    private void line(String text, double x, double y, double width) {
        segments.add(Segment.of(List.of(new Word(text, new Box(x, y - 8, x + width, y + 2), y, 10, 400, 1))));
    }

    private List<String> order() {
        List<String> texts = new ArrayList<>();
        for (List<Segment> region : ReadingOrder.of(segments)) {
            Segments.rows(region).forEach(row -> row.forEach(segment -> texts.add(segment.text())));
        }
        return texts;
    }

    @Test
    void two_columns_of_text_are_read_one_after_the_other_below_their_title() {
        line("the title over both of the columns", 50, 20, 500);
        for (int i = 0; i < 5; i++) {
            line("left column line number " + i, 50, 50 + 12 * i, 240);
            line("right column line number " + i, 310, 50 + 12 * i, 240);
        }
        line("a footer below both of the columns", 50, 140, 500);

        List<String> order = order();
        assertThat(order.get(0)).startsWith("the title");
        assertThat(order.subList(1, 6)).allMatch(text -> text.startsWith("left"));
        assertThat(order.subList(6, 11)).allMatch(text -> text.startsWith("right"));
        assertThat(order.get(11)).startsWith("a footer");
    }

    @Test
    void the_columns_of_a_table_are_read_row_by_row() {
        for (int i = 0; i < 5; i++) {
            line("item " + i, 50, 50 + 12 * i, 60);
            line("1" + i + ".00", 310, 50 + 12 * i, 40);
        }
        assertThat(order()).startsWith("item 0", "10.00", "item 1", "11.00");
    }
}
