package dev.sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.Operation;
import dev.sluice.engine.DocumentParser;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.ExtractRequest;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.OcrSettings;
import dev.sluice.engine.OperationRequest;
import dev.sluice.engine.ParseHandle;
import dev.sluice.engine.ParserSettings;
import dev.sluice.engine.parser.OperationTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * Documents per second of each operation on extractions, through the parser pool: digital PDFs of ten pages, extracted
 * before. Argument: how many documents each operation is given (default 2000).
 */
public final class OperationBench {
    private static final double LIMIT = 200;
    private static final int DOCUMENTS = 8;

    private static final Map<Operation, Map<String, Object>> OPTIONS = new EnumMap<>(Map.of(
            Operation.TABLES,
            Map.of("merge", true),
            Operation.SCHEMA,
            Map.of(
                    "schema",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of(
                                    "invoice_number", Map.of("type", "string"),
                                    "issue_date", Map.of("type", "string", "format", "date"),
                                    "net_total", Map.of("type", "number"),
                                    "grand_total", Map.of("type", "number"),
                                    "iban", Map.of("type", "string"),
                                    "seller_name", Map.of("type", "string")))),
            Operation.SPLIT,
            Map.of("topics", names("invoice", "contract", "report", "letter")),
            Operation.CLASSIFY,
            Map.of("types", names("invoice", "contract", "report", "letter"))));

    private OperationBench() {}

    private static List<Map<String, String>> names(String... names) {
        List<Map<String, String>> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(Map.of("name", name));
        }
        return topics;
    }

    public static void main(String[] args) throws Exception {
        int total = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        Path folder = Files.createTempDirectory("operation-bench");
        ParserSettings settings = new ParserSettings(
                0, DataSize.ofMegabytes(512), Duration.ofMinutes(2), 1_000_000, Duration.ofSeconds(30), folder);
        ExtractLimits limits =
                new ExtractLimits(DataSize.ofMegabytes(50), 5000, DataSize.ofMegabytes(200), 1_000_000, 100_000_000);
        try (DocumentParser parser =
                new DocumentParser(settings, limits, new OcrSettings("", "auto", Duration.ofSeconds(60), 300))) {
            Figure.printMachine(folder);
            List<Path> layouts = new ArrayList<>();
            for (int i = 0; i < DOCUMENTS; i++) {
                Path document = TenPages.write(folder.resolve("document-" + i + ".pdf"), i);
                Path output = Files.createDirectory(folder.resolve("extraction-" + i));
                parser.extract(new ExtractRequest(document, "document-" + i + ".pdf", null, output));
                layouts.add(output.resolve(Extraction.LAYOUT));
            }
            for (Operation operation : OPTIONS.keySet()) {
                measure(parser, settings.processCount() + 2, folder, layouts, operation, total / 4);
                double rate = measure(parser, settings.processCount() + 2, folder, layouts, operation, total);
                Figure.print(
                        operation.word() + ", ten-page PDFs already extracted",
                        String.format(Locale.ROOT, "%.1f docs/s", rate),
                        String.format(Locale.ROOT, ">= %.0f docs/s", LIMIT),
                        "none");
            }
        }
    }

    private static double measure(
            DocumentParser parser, int workers, Path folder, List<Path> layouts, Operation operation, int total)
            throws Exception {
        ObjectNode options = new ObjectMapper().valueToTree(OPTIONS.getOrDefault(operation, Map.of()));
        List<Path> outputs = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            outputs.add(Files.createDirectories(folder.resolve("out-" + worker)));
        }
        return Workers.perSecond(workers, total, (worker, number) -> {
            OperationTask.Input input = new OperationTask.Input(
                    "",
                    "document.pdf",
                    "application/pdf",
                    layouts.get(number % layouts.size()).toString(),
                    null);
            parser.run(
                    new OperationRequest(operation, List.of(input), options, outputs.get(worker)), new ParseHandle());
        });
    }
}
