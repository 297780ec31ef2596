package dev.sluice.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineCounterTest {
    private static Counts counts(String... lines) {
        Counts counts = new Counts();
        LineCounter counter = new LineCounter(counts);
        for (String line : lines) {
            counter.count(line);
        }
        return counts;
    }

    @Test
    void amounts_of_money_are_told_from_other_numbers() {
        assertThat(counts("$5 12,50 1.234,00 3.14159 10:30 2024 €").get(Count.AMOUNTS))
                .isEqualTo(4);
        assertThat(counts("$5 12,50 1.234,00 3.14159 10:30 2024 €").get(Count.YEARS))
                .isEqualTo(1);
    }

    @Test
    void blanks_boxes_and_dot_leaders_are_counted() {
        Counts counts = counts("Name: ________", "☐ yes ☐ no", "Introduction ........ 4");
        assertThat(counts.get(Count.BLANKS)).isEqualTo(3);
        assertThat(counts.get(Count.LEADERS)).isEqualTo(1);
    }

    @Test
    void mail_headers_in_several_languages_are_known() {
        assertThat(counts("From: a", "To: b", "Subject: c").get(Count.MAIL_LINES))
                .isEqualTo(3);
        assertThat(counts("Von: a", "An: b", "Betreff: c", "Preis: 3").get(Count.MAIL_LINES))
                .isEqualTo(3);
    }

    @Test
    void speakers_and_numbered_lines_make_a_transcript() {
        Counts counts = counts("1 MR. SMITH: Yes.", "2 and", "3 so", "CHIEF JUSTICE ROBERTS: Thank you.", "Q. When?");
        assertThat(counts.get(Count.NUMBERED_LINES)).isEqualTo(3);
        assertThat(counts.get(Count.SPEAKERS)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void clauses_are_counted_and_prices_are_not() {
        assertThat(counts("1.1 The parties", "§ 2 Miete", "(a) each", "Article 4", "12.50 EUR", "3 apples")
                        .get(Count.CLAUSES))
                .isEqualTo(4);
    }

    @Test
    void a_line_of_a_million_characters_is_cut() {
        assertThat(counts("a ".repeat(500_000)).get(Count.WORDS)).isEqualTo(1_000);
    }
}
