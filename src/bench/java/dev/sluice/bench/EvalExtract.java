package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.DocumentParser;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.ExtractRequest;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.OcrSettings;
import dev.sluice.engine.ParserSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/**
 * How much of real and made documents the Markdown keeps: words, headings as headings, table words in table rows.
 * Arguments: a folder with documents and an {@code expected.json} (default: the ones kept here). Made documents are
 * added to the default ones. Needs tesseract.
 */
public final class EvalExtract {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final String[] NAMES = {"word recall", "headings found", "table words in rows"};
    private static final double[] LIMITS = {0.97, 0.85, 0.85};
    /** Tika 3.3.1 with OCR, measured on other documents of the same kinds. */
    private static final double[] PEER = {0.927, 0.557, 0.548};

    private final Path folder;
    private final List<List<Double>> scores = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    /** The first has the expectations; documents that stand elsewhere in the project anyway are read there. */
    private static final List<Path> OWN = List.of(
            Path.of("src/bench/resources/eval/extract"),
            Path.of("src/test/resources/documents"),
            Path.of("src/test/resources/eval/tables/docs"),
            Path.of("src/main/resources/demo"));

    private EvalExtract(Path folder) {
        this.folder = folder;
    }

    /** What a document should give. */
    record Expected(String words, List<String> headings, String tableWords) {}

    public static void main(String[] args) throws Exception {
        List<Path> sources = args.length > 0 ? List.of(Path.of(args[0])) : OWN;
        Path source = sources.get(0);
        Path folder = Files.createTempDirectory("eval-extract");
        EvalExtract eval = new EvalExtract(folder);
        ParserSettings settings = new ParserSettings(
                2, DataSize.ofMegabytes(512), Duration.ofMinutes(5), 1_000_000, Duration.ofMinutes(1), folder);
        ExtractLimits limits =
                new ExtractLimits(DataSize.ofMegabytes(50), 5000, DataSize.ofMegabytes(200), 1_000_000, 100_000_000);
        OcrSettings ocr = new OcrSettings("tesseract", "auto", Duration.ofMinutes(3), 300);
        try (DocumentParser parser = new DocumentParser(settings, limits, ocr)) {
            JsonNode expected =
                    new ObjectMapper().readTree(source.resolve("expected.json").toFile());
            for (var entry : expected.properties()) {
                eval.score(parser, find(sources, entry.getKey()), expected(entry.getValue()));
            }
            if (args.length == 0) {
                for (var made : EvalDocuments.make(Files.createDirectory(folder.resolve("made")))
                        .entrySet()) {
                    eval.score(parser, made.getKey(), made.getValue());
                }
            }
        }
        eval.report();
    }

    private static Path find(List<Path> sources, String name) {
        return sources.stream()
                .map(source -> source.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + name + " in " + sources));
    }

    private static Expected expected(JsonNode node) {
        List<String> headings = new ArrayList<>();
        node.path("headings").forEach(heading -> headings.add(heading.asText()));
        return new Expected(
                node.path("words").asText(), headings, node.path("tableWords").asText());
    }

    private void score(DocumentParser parser, Path document, Expected expected) throws Exception {
        Path output = Files.createTempDirectory(folder, "out");
        String name = document.getFileName().toString();
        String markdown = "";
        try {
            parser.extract(new ExtractRequest(document, name, null, output));
            markdown = Files.readString(output.resolve(Extraction.MARKDOWN));
        } catch (SluiceException e) {
            System.out.println(name + ": " + e.getMessage());
        }
        List<String> rows =
                markdown.lines().filter(line -> line.startsWith("|")).toList();
        double[] found = {
            recall(words(expected.words()), words(COMMENT.matcher(markdown).replaceAll(" "))),
            headings(expected.headings(), markdown),
            recall(words(expected.tableWords()), words(String.join("\n", rows)))
        };
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-36s", name));
        for (int i = 0; i < found.length; i++) {
            if (!Double.isNaN(found[i])) {
                scores.get(i).add(found[i]);
            }
            line.append(Double.isNaN(found[i]) ? "      -" : String.format(Locale.ROOT, "  %.3f", found[i]));
        }
        System.out.println(line);
    }

    private static double recall(List<String> expected, List<String> found) {
        if (expected.isEmpty()) {
            return Double.NaN;
        }
        Map<String, Integer> left = new HashMap<>();
        found.forEach(word -> left.merge(word, 1, Integer::sum));
        int hits = 0;
        for (String word : expected) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                hits++;
            }
        }
        return (double) hits / expected.size();
    }

    private static double headings(List<String> expected, String markdown) {
        if (expected.isEmpty()) {
            return Double.NaN;
        }
        List<String> found = new ArrayList<>();
        markdown.lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .forEach(line -> found.add(String.join(" ", words(line))));
        long hits = expected.stream()
                .filter(heading -> found.remove(String.join(" ", words(heading))))
                .count();
        return (double) hits / expected.size();
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private void report() {
        System.out.println();
        for (int i = 0; i < NAMES.length; i++) {
            double mean = scores.get(i).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %.3f over %d documents (limit >= %.2f; Tika with OCR, on other documents: %.3f): %s%n",
                    NAMES[i],
                    mean,
                    scores.get(i).size(),
                    LIMITS[i],
                    PEER[i],
                    mean >= LIMITS[i] ? "ok" : "TOO LOW");
        }
    }
}
