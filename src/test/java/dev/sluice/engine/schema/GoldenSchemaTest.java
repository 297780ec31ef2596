package dev.sluice.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.DocumentExtraction;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.extract.ocr.Tesseract;
import dev.sluice.engine.extract.office.HtmlExtractor;
import dev.sluice.engine.extract.pdf.PdfExtractor;
import dev.sluice.engine.parser.ParseTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole documents of many kinds and languages, from the file to the filled schema. */
class GoldenSchemaTest {
    private static final Path SET = Path.of("src/bench/resources/eval/schema");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaOperation operation = new SchemaOperation();
    private final DocumentExtraction extraction =
            new DocumentExtraction(List.of(new PdfExtractor(new Tesseract()), new HtmlExtractor()));

    @TempDir
    Path directory;

    static Stream<String> documents() throws IOException {
        try (var files = Files.list(SET.resolve("docs"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_field_of_the_small_set_is_exactly_right(String document) throws IOException {
        String id = document.substring(0, document.lastIndexOf('.'));
        ObjectNode options = JSON.createObjectNode();
        options.set(
                "schema", JSON.readTree(SET.resolve("schemas/" + id + ".json").toFile()));
        operation.check(options);
        ObjectNode result = operation.run(List.of(input(SET.resolve("docs").resolve(document))), options);
        JsonNode expected =
                JSON.readTree(SET.resolve("expected/" + id + ".json").toFile());
        List<String> wrong = new ArrayList<>();
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode got = result.path("values").path(name);
            if (!same(expected.get(name), got)) {
                wrong.add(name + " = " + got);
            }
            assertThat(got.isNull() || cited(result.path("citations").path(name)))
                    .isTrue();
        }
        assertThat(wrong).isEmpty();
    }

    private Input input(Path document) throws IOException {
        extraction.run(new ParseTask(
                document.toAbsolutePath().toString(),
                document.getFileName().toString(),
                null,
                directory.toString(),
                new ParseTask.Limits(100, 10_000_000, 10_000, 10_000_000),
                new ParseTask.Ocr("", "auto", 1_000, 300),
                JSON.createObjectNode()));
        return new Input(
                "",
                document.getFileName().toString(),
                null,
                LayoutReader.read(directory.resolve("layout.json.gz")),
                null);
    }

    /** Whether some part of the field names a block. */
    private static boolean cited(JsonNode citations) {
        if (citations.isTextual()) {
            return citations.asText().matches("[bt]\\d+");
        }
        boolean cited = false;
        for (JsonNode one : citations) {
            cited |= cited(one);
        }
        return cited;
    }

    private static boolean same(JsonNode expected, JsonNode got) {
        if (expected.isNumber()) {
            return got.isNumber() && expected.decimalValue().compareTo(got.decimalValue()) == 0;
        }
        if (expected.isTextual()) {
            return Fold.bare(expected.asText()).equals(Fold.bare(got.asText()));
        }
        boolean same = expected.isBoolean() ? expected.equals(got) : expected.size() == got.size();
        for (Iterator<String> names = expected.fieldNames(); same && names.hasNext(); ) {
            String name = names.next();
            same = got.has(name) && same(expected.get(name), got.get(name));
        }
        for (int i = 0; same && expected.isArray() && i < expected.size(); i++) {
            same = same(expected.get(i), got.get(i));
        }
        return same;
    }
}
