package dev.sluice.bench;

import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * How a sample document looks.
 *
 * @param numbering how its pages are numbered, with {@code %d} for the page; empty for not at all
 * @param header what stands at the top of each page; empty for nothing
 */
record SampleStyle(FontName font, FontName bold, float size, float margin, String numbering, String header) {
    private static final List<String> NUMBERINGS = List.of("", "", "Page %d", "- %d -", "%d", "Seite %d", "p. %d");
    private static final List<String> HEADERS =
            List.of("", "", "", "Kestrel Optics - confidential", "www.ribera.example");

    static SampleStyle random(Random random) {
        int family = random.nextInt(3);
        FontName font = List.of(FontName.HELVETICA, FontName.TIMES_ROMAN, FontName.COURIER)
                .get(family);
        FontName bold = List.of(FontName.HELVETICA_BOLD, FontName.TIMES_BOLD, FontName.COURIER_BOLD)
                .get(family);
        return new SampleStyle(
                font,
                bold,
                9 + random.nextInt(4),
                40 + random.nextInt(50),
                NUMBERINGS.get(random.nextInt(NUMBERINGS.size())),
                HEADERS.get(random.nextInt(HEADERS.size())));
    }
}
