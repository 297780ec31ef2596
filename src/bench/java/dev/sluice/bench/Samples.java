package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Documents made from the templates in {@code src/bench/documents/templates.txt}: each begins with a line {@code @ kind
 * language}; {@code # } and {@code ## } are headings, {@code | } rows of a table, {@code ===} begins a page.
 */
final class Samples {
    private static final List<String> PEOPLE = List.of(
            "Anna Brandt",
            "Jose Molina",
            "Helen Carter",
            "Luc Fabre",
            "Paolo Conti",
            "Sanne de Wit",
            "Ivo Kern",
            "Maria Sousa",
            "Tom Healy",
            "Nadia Roux");
    private static final List<String> COMPANIES = List.of(
            "Northgate Tools Ltd",
            "Weber & Sohn GmbH",
            "Atelier Lumen SARL",
            "Talleres Ribera SL",
            "Officine Motta Srl",
            "Van Dijk Bouw BV",
            "Hollis Textiles",
            "Casa Verde Lda",
            "Kestrel Optics",
            "Brauerei Thal KG");
    private static final List<String> CITIES =
            List.of("Leeds", "Bremen", "Lille", "Burgos", "Modena", "Utrecht", "Braga", "Kassel", "Dijon", "Cork");
    private static final List<String> STREETS = List.of(
            "14 Mill Lane",
            "Lindenweg 7",
            "3 rue des Halles",
            "Calle Mayor 21",
            "Via Garibaldi 9",
            "Kerkstraat 80",
            "Rua do Sol 5",
            "2 Harbour Row");

    private final List<Template> templates = new ArrayList<>();
    private final Random random;

    /** One kind of document in one language, line by line. */
    record Template(String kind, String language, List<String> lines) {}

    Samples(Path file, long seed) throws IOException {
        random = new Random(seed);
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("@ ")) {
                String[] head = line.split(" ", -1);
                templates.add(new Template(head[1], head[2], new ArrayList<>()));
            } else if (!line.isBlank()) {
                templates.get(templates.size() - 1).lines().add(line);
            }
        }
    }

    List<Template> templates() {
        return templates;
    }

    Random random() {
        return random;
    }

    /** Draws the document behind those that are there and says how many pages it has. */
    int addTo(PDDocument document, Template template, SampleStyle style) throws IOException {
        int before = document.getNumberOfPages();
        try (SamplePainter painter = new SamplePainter(document, style)) {
            for (String line : template.lines()) {
                painter.line(filled(line));
            }
        }
        return document.getNumberOfPages() - before;
    }

    private String filled(String line) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int open = line.indexOf('{'); open >= 0; open = line.indexOf('{', at)) {
            int close = line.indexOf('}', open);
            filled.append(line, at, open).append(value(line.substring(open + 1, close)));
            at = close + 1;
        }
        return filled.append(line.substring(at)).toString();
    }

    private String value(String name) {
        return switch (name) {
            case "person" -> any(PEOPLE);
            case "company" -> any(COMPANIES);
            case "city" -> any(CITIES);
            case "street" -> any(STREETS);
            case "mail" -> any(PEOPLE).toLowerCase(Locale.ROOT).replace(' ', '.') + "@mail.example";
            case "n" -> String.valueOf(10_000 + random.nextInt(90_000));
            case "iban" -> "DE" + (10 + random.nextInt(90)) + " 5001 0517 0" + (100 + random.nextInt(900)) + " 33";
            case "date" ->
                String.format(
                        Locale.ROOT,
                        "%02d.%02d.%d",
                        1 + random.nextInt(28),
                        1 + random.nextInt(12),
                        2018 + random.nextInt(8));
            case "amount" -> String.format(Locale.ROOT, "%d.%02d EUR", 3 + random.nextInt(4_000), random.nextInt(100));
            default -> throw new IllegalStateException("Unknown placeholder " + name);
        };
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
