package dev.sluice.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberScannerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.234,50 €; ,; 1234.50; EUR",
                "€ 1,234.50; .; 1234.50; EUR",
                "1 092,00; ,; 1092.00; ''",
                "CHF 1'234.50; .; 1234.50; CHF",
                "$42.00; .; 42.00; USD",
                "-9,07; ,; -9.07; ''",
                "(12.50); .; -12.50; ''",
                "12.50-; .; -12.50; ''",
                "405,90 PLN; ,; 405.90; PLN",
                "2.874 kWh; ,; 2874; ''",
                "0.025 €; .; 0.025; EUR",
                "2,000 pcs; .; 2000; ''",
                "84,5 kg; ,; 84.5; ''"
            })
    void amounts_are_read_in_both_decimal_conventions(
            String written, char decimalSign, BigDecimal expected, String currency) {
        List<NumberMention> found = NumberScanner.scan(written, DateScanner.scan(written));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).value(decimalSign)).isEqualByComparingTo(expected);
        assertThat(found.get(0).currency()).isEqualTo(currency);
    }

    @Test
    void a_percent_sign_and_a_unit_are_noticed() {
        NumberMention rate = NumberScanner.scan("19,00 %", List.of()).get(0);
        NumberMention energy = NumberScanner.scan("2.874 kWh", List.of()).get(0);
        assertThat(rate.percent()).isTrue();
        assertThat(rate.money()).isFalse();
        assertThat(energy.unit()).isEqualTo("kwh");
    }

    @ParameterizedTest
    @CsvSource({"M8x40", "INV/2023/0008", "PO-2025-00417", "invoice_number_1"})
    void digits_within_a_name_are_no_number(String written) {
        assertThat(NumberScanner.scan(written, List.of())).isEmpty();
    }

    @Test
    void the_digits_of_a_date_are_no_number() {
        String text = "Fällig am 19.12.2024: 12,50";
        assertThat(NumberScanner.scan(text, DateScanner.scan(text))).hasSize(1);
    }
}
