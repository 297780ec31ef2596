package dev.sluice.engine.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageNumberTest {
    @ParameterizedTest
    @CsvSource({
        "Page 2 of 7, 2, 7, true",
        "Seite 3/10, 3, 10, true",
        "Página 1 de 4, 1, 4, true",
        "- 5 -, 5, 0, false",
        "12, 12, 0, false",
        "Acme Ltd Page 4, 4, 0, true",
        "2 / 9, 2, 9, true"
    })
    void printed_page_numbers_are_read(String edge, int number, int total, boolean certain) {
        assertThat(PageNumber.in(List.of(edge.split(" ", -1)))).isEqualTo(new PageNumber(number, total, certain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme Ltd 2024 Leeds", "12 34", "1/2/2024", "Confidential", "123456"})
    void other_numbers_at_the_edge_are_none(String edge) {
        assertThat(PageNumber.in(List.of(edge.split(" ", -1)))).isNull();
    }
}
