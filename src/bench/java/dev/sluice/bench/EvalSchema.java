package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.extract.DocumentExtraction;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.extract.ocr.Tesseract;
import dev.sluice.engine.extract.office.HtmlExtractor;
import dev.sluice.engine.extract.office.OfficeExtractor;
import dev.sluice.engine.extract.office.WordExtractor;
import dev.sluice.engine.extract.pdf.PdfExtractor;
import dev.sluice.engine.extract.text.CsvExtractor;
import dev.sluice.engine.extract.text.MarkdownExtractor;
import dev.sluice.engine.extract.text.TextExtractor;
import dev.sluice.engine.parser.ParseTask;
import dev.sluice.engine.schema.SchemaOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fields exactly right when schemas are filled from documents. Argument: a folder with {@code docs}, {@code schemas} and
 * {@code expected}, where files of the same name belong together (default: the small set beside the benches).
 */
public final class EvalSchema {
    private static final double LIMIT = 0.75;
    private static final String PEER = "0.143 (label by regular expression)";

    private final ObjectMapper json = new ObjectMapper();
    private final LayoutOperation operation = new SchemaOperation();
    private final DocumentExtraction extraction = new DocumentExtraction(List.of(
            new PdfExtractor(new Tesseract()),
            new WordExtractor(),
            new HtmlExtractor(),
            new CsvExtractor(),
            new MarkdownExtractor(),
            new OfficeExtractor(),
            new TextExtractor()));
    private final Map<String, int[]> byField = new TreeMap<>();
    private final Path work;
    private final boolean verbose = Boolean.getBoolean("verbose");
    private int right;
    private int fields;

    private EvalSchema(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws IOException {
        String named = System.getProperty("eval.schema", "src/bench/resources/eval/schema");
        Path folder = Path.of(args.length > 0 ? args[0] : named);
        Path work = Files.createTempDirectory("eval-schema");
        Figure.printMachine(work);
        new EvalSchema(work).run(folder, args.length > 1 ? Path.of(args[1]) : null);
    }

    private void run(Path folder, @org.jspecify.annotations.Nullable Path keep) throws IOException {
        List<Path> documents;
        try (var files = Files.list(folder.resolve("docs"))) {
            documents = files.sorted().toList();
        }
        List<Double> scores = new ArrayList<>();
        for (Path document : documents) {
            String name = document.getFileName().toString();
            String id = name.substring(0, name.lastIndexOf('.'));
            JsonNode schema = json.readTree(
                    folder.resolve("schemas").resolve(id + ".json").toFile());
            JsonNode expected = json.readTree(
                    folder.resolve("expected").resolve(id + ".json").toFile());
            ObjectNode options = json.createObjectNode();
            options.set("schema", schema);
            operation.check(options);
            Layout layout = layout(document);
            ObjectNode result =
                    operation.run(List.of(new LayoutOperation.Input("", name, null, layout, null)), options);
            if (keep != null) {
                Files.createDirectories(keep);
                json.writerWithDefaultPrettyPrinter()
                        .writeValue(keep.resolve(id + ".json").toFile(), result);
            }
            scores.add(score(id, expected, result));
        }
        report(scores);
    }

    private double score(String id, JsonNode expected, ObjectNode result) {
        int good = 0;
        StringBuilder wrong = new StringBuilder();
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode got = result.path("values").path(name);
            boolean same = SchemaScore.same(expected.get(name), got);
            good += same ? 1 : 0;
            int[] counts = byField.computeIfAbsent(name, key -> new int[2]);
            counts[0] += same ? 1 : 0;
            counts[1]++;
            if (!same) {
                wrong.append(wrong.isEmpty() ? "" : ", ").append(name);
                if (verbose) {
                    wrong.append(" = ").append(got).append(" not ").append(expected.get(name));
                }
            }
        }
        right += good;
        fields += expected.size();
        System.out.printf(
                Locale.ROOT, "%-52s %d/%d  %s%n", id, good, expected.size(), wrong.isEmpty() ? "" : "wrong: " + wrong);
        return expected.isEmpty() ? 1 : good / (double) expected.size();
    }

    private void report(List<Double> scores) {
        byField.forEach(
                (name, counts) -> System.out.printf(Locale.ROOT, "  %-40s %d/%d%n", name, counts[0], counts[1]));
        double micro = right / (double) Math.max(1, fields);
        double macro =
                scores.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        Figure.print(
                "fields exactly right, " + scores.size() + " documents",
                String.format(Locale.ROOT, "%d/%d = %.4f", right, fields, micro),
                ">= " + LIMIT + (micro >= LIMIT ? " ok" : " TOO LOW"),
                PEER);
        Figure.print("mean of the documents", String.format(Locale.ROOT, "%.4f", macro), "-", "-");
    }

    private Layout layout(Path document) throws IOException {
        Path output = Files.createDirectories(work.resolve("out"));
        extraction.run(new ParseTask(
                document.toAbsolutePath().toString(),
                document.getFileName().toString(),
                null,
                output.toString(),
                new ParseTask.Limits(5_000, 200_000_000, 1_000_000, 100_000_000),
                new ParseTask.Ocr("", "auto", 60_000, 300),
                json.createObjectNode()));
        return LayoutReader.read(output.resolve(Extraction.LAYOUT));
    }
}
