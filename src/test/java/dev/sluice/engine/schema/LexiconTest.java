package dev.sluice.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTest {
    private final Lexicon lexicon = new Lexicon();

    @ParameterizedTest
    @CsvSource({
        "Invoice No., Rechnungsnummer",
        "Invoice No., Numéro de facture",
        "Invoice No., Factuurnummer",
        "Invoice No., Número de factura",
        "Invoice number, Faktura nr",
        "Invoice number, N° FACTURE",
        "Due date, Fälligkeitsdatum",
        "Customer number, Kunden-Nr.",
        "Customer number, Klantnummer",
        "Meter number, Zählernummer",
        "Delivery date, Leverdatum",
        "Net amount, Nettobetrag",
        "VAT amount, MwSt-Betrag",
        "VAT amount, Kwota VAT",
        "VAT id number, USt-IdNr.",
        "Unit price, Einzelpreis",
        "Order date, Bestelldatum",
        "Total with VAT, Totaal incl. btw"
    })
    void labels_of_the_same_meaning_are_the_same(String one, String other) {
        assertThat(meanings(other)).isEqualTo(meanings(one));
    }

    @Test
    void a_compound_of_unknown_parts_means_nothing() {
        assertThat(lexicon.words().meanings("donaudampfschiff")).isEmpty();
        assertThat(lexicon.words().meanings("x".repeat(5_000))).isEmpty();
    }

    @Test
    void no_word_stands_under_two_meanings() {
        Map<String, String> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String line : DataFile.lines("words.txt")) {
            String meaning = line.substring(0, line.indexOf(':'));
            for (String word : line.substring(line.indexOf(':') + 1).split(",")) {
                String before = seen.putIfAbsent(Fold.fold(word.strip()), meaning);
                if (before != null && !before.equals(meaning)) {
                    twice.add(word.strip() + " (" + before + ", " + meaning + ")");
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void every_concept_has_labels() {
        for (String line : DataFile.lines("concepts.txt")) {
            if (line.startsWith("[")) {
                assertThat(lexicon.concept(line.substring(1, line.indexOf(']'))).phrases())
                        .isNotEmpty();
            }
        }
    }

    private Set<Integer> meanings(String label) {
        Set<Integer> all = new HashSet<>();
        for (WordSplitter.Piece piece : WordSplitter.split(label)) {
            for (int meaning : lexicon.words().meanings(piece.folded())) {
                if (!lexicon.particle(meaning)) {
                    all.add(meaning);
                }
            }
        }
        return all;
    }
}
