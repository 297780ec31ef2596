package dev.sluice.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {
    @ParameterizedTest
    @CsvSource({
        "IBAN: DE89 3704 0044 0532 0130 00 - BIC: X, DE89370400440532013000",
        "IBAN NL50INGB0683251309, NL50INGB0683251309",
        "FR76 10107 00245 00617052317 39, FR7610107002450061705231739",
        "IBAN GB29NWBK60161331926819 Bank, GB29NWBK60161331926819",
        "CH93 0076 2011 6238 5295 7, CH9300762011623852957"
    })
    void an_iban_is_found_however_it_is_spaced(String text, String expected) {
        assertThat(values(BankCodes.ibans(text))).containsExactly(expected);
        assertThat(BankCodes.valid(expected)).isTrue();
    }

    @Test
    void a_wrong_check_digit_is_noticed() {
        assertThat(BankCodes.valid("DE89370400440532013001")).isFalse();
        assertThat(BankCodes.valid("DE89")).isFalse();
    }

    @Test
    void a_bic_is_eight_or_eleven_signs_with_a_country() {
        assertThat(values(BankCodes.bics("BIC COBADEFFXXX and INGBNL2A but not INVOICES or ABCDEFGH")))
                .containsExactly("COBADEFFXXX", "INGBNL2A");
    }

    @ParameterizedTest
    @CsvSource({
        "USt-IdNr. DE811907980, DE811907980",
        "N° TVA : FR 32 123 456 789, FR32123456789",
        "BTW NL810433941B01, NL810433941B01",
        "ATU12345678, ATU12345678",
        "VAT GB 123 4567 82, GB123456782",
        "CIF ESB12345674, ESB12345674",
        "CHE-123.456.788 MWST, CHE123456788MWST",
        "NO 923 609 016 MVA, NO923609016MVA",
        "BE 0123.456.789, BE0123456789"
    })
    void vat_ids_of_many_countries_are_found(String text, String expected) {
        assertThat(values(VatIds.scan(text))).containsExactly(expected);
    }

    @Test
    void an_iban_is_no_vat_id() {
        assertThat(VatIds.scan("DE02 1203 0000 0000 2020 51")).isEmpty();
        assertThat(VatIds.scan("DE02120300000000202051")).isEmpty();
    }

    @Test
    void mail_web_and_telephone_are_found() {
        String text = "Tel. +49 932 431-500, info@shop.example.de (www.shop.example.de), https://a.b/c?d=1.";
        assertThat(values(Contacts.emails(text))).containsExactly("info@shop.example.de");
        assertThat(values(Contacts.urls(text))).containsExactly("www.shop.example.de", "https://a.b/c?d=1");
        assertThat(values(Contacts.phones(text))).contains("+49 932 431-500");
    }

    @ParameterizedTest
    @CsvSource({
        "Rinaldi S.r.l., true",
        "Brandt KG, true",
        "Acme Inc., true",
        "Bałtyk Sp. z o.o., true",
        "Jansen V.O.F., true",
        "Akkuschrauber AS 18, false",
        "Company car, false",
        "GmbH, false"
    })
    void a_legal_form_behind_a_name_makes_a_company(String text, boolean company) {
        assertThat(LegalForms.in(text)).isEqualTo(company);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "58095 Hagen; true", "2671 AB Naaldwijk; true", "San Francisco, CA 94104; true",
                        "Bristol BS1 4DJ; true",
                "00-950 Warszawa; true", "4150-153 Porto; true", "DE 80333 München; true", "Total 58095; false",
                "12345 kWh; false", "Rechnung: 58095 Hagen; false"
            })
    void the_line_with_postcode_and_town_is_known(String text, boolean town) {
        assertThat(Places.town(text)).isEqualTo(town);
    }

    private static List<String> values(List<Mention> mentions) {
        return mentions.stream().map(Mention::value).toList();
    }
}
