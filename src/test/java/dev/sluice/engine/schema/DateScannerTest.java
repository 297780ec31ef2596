package dev.sluice.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateScannerTest {
    @ParameterizedTest
    @CsvSource({
        "14.02.2025, 2025-02-14",
        "1. 2. 2025, 2025-02-01",
        "2025-02-14, 2025-02-14",
        "2025/03/14 08:41, 2025-03-14",
        "14 Feb 2025, 2025-02-14",
        "14-Feb-25, 2025-02-14",
        "'Feb 14, 2025', 2025-02-14",
        "'July 3 , 2024', 2024-07-03",
        "22nd November 2024, 2024-11-22",
        "3. März 2024, 2024-03-03",
        "19 april 2014, 2014-04-19",
        "14 de febrero de 2025, 2025-02-14",
        "1er février 2024, 2024-02-01",
        "12 września 2024, 2024-09-12",
        "5 ottobre 2024, 2024-10-05",
        "20200115, 2020-01-15",
        "31/12/99, 1999-12-31",
        "2025年3月14日, 2025-03-14"
    })
    void dates_are_read_in_many_languages_and_orders(String written, LocalDate expected) {
        assertThat(dates(written, false)).containsExactly(expected);
    }

    @Test
    void a_date_of_two_small_numbers_is_read_as_the_document_writes_dates() {
        assertThat(dates("03/04/2025", false)).containsExactly(LocalDate.of(2025, 4, 3));
        assertThat(dates("03/04/2025", true)).containsExactly(LocalDate.of(2025, 3, 4));
    }

    @Test
    void an_impossible_order_gives_way_to_the_possible_one() {
        assertThat(dates("03/20/2023", false)).containsExactly(LocalDate.of(2023, 3, 20));
        assertThat(dates("20/03/2023", true)).containsExactly(LocalDate.of(2023, 3, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "201/113/40209",
        "31.02.2024",
        "4000001123452",
        "1.234.567",
        "10.20.30.40",
        "99/99/2024",
        "GB29-03-20251"
    })
    void numbers_that_are_no_dates_are_left_alone(String written) {
        assertThat(dates(written, false)).isEmpty();
    }

    @Test
    void both_ends_of_a_period_are_found() {
        assertThat(dates("01.11.2023 - 31.10.2024", false))
                .containsExactly(LocalDate.of(2023, 11, 1), LocalDate.of(2024, 10, 31));
    }

    private static List<LocalDate> dates(String text, boolean monthFirst) {
        return DateScanner.scan(text).stream()
                .map(one -> one.date(monthFirst))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
