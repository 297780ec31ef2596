package dev.sluice.engine.extract.text;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.TableBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Values separated by commas, semicolons, tabs or bars: one table. */
public final class CsvExtractor implements Extractor {
    private static final Set<String> TYPES = Set.of("text/csv", "text/tab-separated-values", "text/tsv");
    private static final int SAMPLE_LINES = 50;
    private static final int SAMPLE_CHARACTERS = 1 << 16;

    @Override
    public boolean reads(String mediaType) {
        return TYPES.contains(mediaType);
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        char usual = mediaType.equals("text/csv") ? ',' : '\t';
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(Delimiter.detect(sample(document), usual))
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .get();
        Table table;
        try {
            table = read(document, format, sink);
        } catch (UncheckedIOException | IOException e) {
            sink.warn(
                    "MALFORMED_QUOTES", "A quote in the file is never closed; quotes were taken as plain characters.");
            table = read(document, format.builder().setQuote(null).get(), sink);
        }
        sink.add(Block.table(table, 0, null));
    }

    private static List<String> sample(Path document) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = TextFile.open(document)) {
            char[] start = new char[SAMPLE_CHARACTERS];
            int length = Math.max(0, reader.read(start));
            new String(start, 0, length)
                    .lines()
                    .limit(SAMPLE_LINES)
                    .filter(line -> !line.isBlank())
                    .forEach(lines::add);
        }
        return lines;
    }

    private static Table read(Path document, CSVFormat format, DocumentSink sink) throws IOException {
        TableBuilder table = new TableBuilder(sink);
        try (BufferedReader reader = TextFile.open(document);
                var records = format.parse(reader)) {
            for (CSVRecord values : records) {
                for (String value : values) {
                    table.cell(value.strip(), 1, 1);
                }
                table.endRow();
            }
        }
        return table.build();
    }
}
