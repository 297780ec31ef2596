package dev.sluice.engine.extract.text;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Plain text: paragraphs are separated by empty lines. Source code and JSON stay as they are. */
public final class TextExtractor implements Extractor {
    private static final Set<String> TEXT_OF_OTHER_NAME = Set.of(
            "application/json",
            "application/x-ndjson",
            "application/javascript",
            "application/x-sh",
            "application/x-yaml",
            "application/toml",
            "application/sql",
            "application/x-tex");
    private static final int LONGEST_PARAGRAPH = 1 << 16;

    @Override
    public boolean reads(String mediaType) {
        return mediaType.startsWith("text/") || TEXT_OF_OTHER_NAME.contains(mediaType);
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        boolean verbatim = !mediaType.equals("text/plain") && !mediaType.equals("text/x-log");
        StringBuilder paragraph = new StringBuilder();
        try (BufferedReader lines = TextFile.open(document)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (verbatim) {
                    paragraph.append(line).append('\n');
                } else if (line.isBlank() || paragraph.length() > LONGEST_PARAGRAPH) {
                    sink.add(Block.paragraph(Texts.lines(paragraph.toString()), 0, null));
                    paragraph.setLength(0);
                    paragraph.append(line).append('\n');
                } else {
                    paragraph.append(line).append('\n');
                }
            }
        }
        sink.add(
                verbatim
                        ? Block.code(paragraph.toString().stripTrailing(), 0)
                        : Block.paragraph(Texts.lines(paragraph.toString()), 0, null));
    }
}
