package dev.sluice.bench;

import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.parser.child.LayoutMaker;
import dev.sluice.engine.parser.child.LayoutMaker.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Documents whose kind is known: those of a file of lines {@code kind path path …}, and two of each template, every
 * third of which is held out: its result is told, but nobody looks at it while tuning.
 */
final class LabelledDocuments {
    static final Path TEMPLATES = Path.of("src/bench/documents/templates.txt");
    private static final int LOOKS = 2;
    private static final long SEED = 7;

    private final List<Document> documents = new ArrayList<>();

    /** One document. */
    record Document(String kind, String name, String mediaType, Path stored, boolean heldOut) {
        Layout layout() throws IOException {
            return LayoutReader.read(stored);
        }
    }

    LabelledDocuments(Path folder, Path labels) throws IOException {
        LayoutMaker maker = new LayoutMaker(Files.createDirectories(folder.resolve("layouts")));
        for (String line : Files.readAllLines(labels)) {
            String[] parts = line.strip().split("\\s+", -1);
            for (int i = 1; i < parts.length; i++) {
                add(maker, parts[0], Path.of(parts[i]), documents.size() % 3 == 2);
            }
        }
        Samples samples = new Samples(TEMPLATES, SEED);
        int number = 0;
        for (Samples.Template template : samples.templates()) {
            number++;
            for (int look = 0; look < LOOKS; look++) {
                Path file = folder.resolve("sample-" + number + "-" + look + ".pdf");
                try (PDDocument pdf = new PDDocument()) {
                    samples.addTo(pdf, template, SampleStyle.random(samples.random()));
                    pdf.save(file.toFile());
                }
                add(maker, template.kind(), file, number % 3 == 0);
            }
        }
    }

    private void add(LayoutMaker maker, String kind, Path file, boolean heldOut) throws IOException {
        Stored stored = maker.layout(file);
        if (stored != null) {
            // The name of a sample says nothing, and that of a real one shall say nothing.
            documents.add(new Document(kind, "document", stored.mediaType(), stored.layout(), heldOut));
        }
    }

    List<Document> all() {
        return documents;
    }
}
