package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.DocumentParser;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.ExtractRequest;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.OcrSettings;
import dev.sluice.engine.ParserSettings;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.tables.TablesOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.unit.DataSize;

/**
 * How well the tables of PDFs are found, on documents with a known truth and on drawn pages with tables of many styles,
 * and how fast the operation is. Argument: a folder with {@code docs} and {@code expected} (default: the test
 * documents). The peer is tabula with its own detection, on a larger set of the same kind.
 */
public final class EvalTables {
    private static final String LIMIT = ">= 0.85";
    private static final String PEER = "0.664";
    private static final int DRAWN = 60;
    private static final int ROUNDS = 40;

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode noOptions = mapper.createObjectNode();
    private final TablesOperation operation = new TablesOperation();
    private final DocumentParser parser;
    private final Path work;
    private final List<Path> layouts = new ArrayList<>();

    private EvalTables(DocumentParser parser, Path work) {
        this.parser = parser;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args.length > 0 ? args[0] : "src/test/resources/eval/tables");
        Path work = Files.createTempDirectory("eval-tables");
        ParserSettings settings = new ParserSettings(
                0, DataSize.ofMegabytes(512), Duration.ofMinutes(2), 1_000_000, Duration.ofSeconds(30), work);
        ExtractLimits limits =
                new ExtractLimits(DataSize.ofMegabytes(50), 5000, DataSize.ofMegabytes(200), 1_000_000, 100_000_000);
        try (DocumentParser parser =
                new DocumentParser(settings, limits, new OcrSettings("", "auto", Duration.ofSeconds(60), 300))) {
            EvalTables eval = new EvalTables(parser, work);
            eval.documents(folder);
            eval.speed();
            eval.drawn();
        }
    }

    private void documents(Path folder) throws Exception {
        TableScore all = TableScore.NONE;
        double macro = 0;
        List<Path> truths;
        try (var files = Files.list(folder.resolve("expected"))) {
            truths = files.sorted().toList();
        }
        for (Path truth : truths) {
            JsonNode expected = mapper.readTree(truth.toFile());
            String name = expected.get("doc").asText();
            TableScore score = score(folder.resolve("docs").resolve(name + ".pdf"), expected.get("alternatives"));
            print(name, score);
            all = all.plus(score);
            macro += score.f1() / truths.size();
        }
        Figure.print("adjacency F1, all relations of " + truths.size() + " documents", number(all.f1()), LIMIT, PEER);
        Figure.print("adjacency F1, mean of the documents", number(macro), LIMIT, "-");
    }

    private void drawn() throws Exception {
        TableScore all = TableScore.NONE;
        for (DrawnTable.Style style : DrawnTable.Style.values()) {
            TableScore ofStyle = TableScore.NONE;
            for (int seed = 0; seed < DRAWN / DrawnTable.Style.values().length; seed++) {
                Path pdf = work.resolve(style + "-" + seed + ".pdf");
                DrawnTable table = new DrawnTable(style, seed);
                new DrawnPage(table, seed).save(pdf);
                TableScore score = score(pdf, mapper.valueToTree(List.of(List.of(table.truth()))));
                ofStyle = ofStyle.plus(score);
            }
            print("drawn pages, " + style.toString().toLowerCase(Locale.ROOT), ofStyle);
            all = all.plus(ofStyle);
        }
        Figure.print("adjacency F1, " + DRAWN + " drawn pages", number(all.f1()), LIMIT, "-");
    }

    private static void print(String name, TableScore score) {
        System.out.printf(
                Locale.ROOT,
                "%-36s precision %.4f recall %.4f F1 %.4f%n",
                name,
                score.precision(),
                score.recall(),
                score.f1());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private TableScore score(Path document, JsonNode alternatives) throws Exception {
        Path output = Files.createTempDirectory(work, "out");
        parser.extract(new ExtractRequest(document, document.getFileName().toString(), null, output));
        Path layout = output.resolve(Extraction.LAYOUT);
        layouts.add(layout);
        return TableScore.of(tables(layout), alternatives);
    }

    private JsonNode tables(Path layout) throws IOException {
        Layout read = LayoutReader.read(layout);
        return operation
                .run(List.of(new Input("", "", null, read, null)), noOptions)
                .get("tables");
    }

    /** Stored layouts read and their tables made, as many threads as cores; ten pages count as one document. */
    private void speed() throws Exception {
        long pages = 0;
        for (Path layout : layouts) {
            pages += LayoutReader.read(layout).pageCount();
        }
        round();
        double rate = round() * pages / layouts.size() / 10;
        Figure.print(
                "documents of ten pages a second, with reading",
                String.format(Locale.ROOT, "%,.0f/s", rate),
                ">= 200/s",
                "-");
    }

    private double round() throws Exception {
        AtomicLong written = new AtomicLong(); // so that nothing is left out as useless
        return Workers.perSecond(
                Runtime.getRuntime().availableProcessors(),
                ROUNDS * layouts.size(),
                (worker, number) -> written.addAndGet(
                        tables(layouts.get(number % layouts.size())).toString().length()));
    }
}
