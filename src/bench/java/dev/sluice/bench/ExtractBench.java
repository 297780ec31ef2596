package dev.sluice.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.DocumentParser;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.ExtractRequest;
import dev.sluice.engine.OcrSettings;
import dev.sluice.engine.ParserSettings;
import dev.sluice.engine.parser.BareParser;
import dev.sluice.engine.parser.ParseTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.util.unit.DataSize;

/**
 * Documents per second of the parser pool, beside the same processes driven directly: one thread, one warm process
 * each, no pool. Arguments: a folder of documents (default: the test documents) and the number of rounds (default 7).
 * Reading of images is off: it would measure tesseract.
 */
public final class ExtractBench {
    private static final double LIMIT = 0.95;
    private static final int REPEATS_PER_ROUND = 10;
    private static final int WARM_UP_ROUNDS = 3;

    private final List<Path> documents;
    private final Path folder;
    private final ParserSettings settings;
    private final ExtractLimits limits =
            new ExtractLimits(DataSize.ofMegabytes(50), 5000, DataSize.ofMegabytes(200), 1_000_000, 100_000_000);

    private ExtractBench(List<Path> documents, Path folder) {
        this.documents = documents;
        this.folder = folder;
        this.settings = new ParserSettings(
                0, DataSize.ofMegabytes(512), Duration.ofMinutes(2), 1_000_000, Duration.ofSeconds(30), folder);
    }

    public static void main(String[] args) throws Exception {
        Path source = Path.of(args.length > 0 ? args[0] : "src/test/resources/documents");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        List<Path> documents;
        try (var files = Files.walk(source)) {
            documents = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        new ExtractBench(documents, Files.createTempDirectory("extract-bench")).run(rounds);
    }

    private interface Work {
        void run(int worker, Path document) throws Exception;
    }

    private void run(int rounds) throws Exception {
        int processes = settings.processCount();
        List<Path> outputs = new ArrayList<>();
        List<BareParser> bare = new ArrayList<>();
        try (DocumentParser pool =
                new DocumentParser(settings, limits, new OcrSettings("", "auto", Duration.ofSeconds(60), 300))) {
            for (int i = 0; i < processes + 2; i++) {
                outputs.add(Files.createDirectory(folder.resolve("out-" + i)));
            }
            for (int i = 0; i < processes; i++) {
                bare.add(new BareParser(settings, folder));
            }
            Work throughPool = (worker, document) -> extract(pool, document, outputs.get(worker));
            Work direct = (worker, document) -> bare.get(worker).run(task(document, outputs.get(worker)));
            double[] poolRates = new double[rounds];
            double[] bareRates = new double[rounds];
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                double bareRate = measure(processes, direct);
                double poolRate = measure(processes + 2, throughPool);
                if (round >= 0) {
                    bareRates[round] = bareRate;
                    poolRates[round] = poolRate;
                }
            }
            report(processes, median(poolRates), median(bareRates));
        } finally {
            bare.forEach(BareParser::close);
        }
    }

    private void report(int processes, double pool, double bare) {
        System.out.printf(
                Locale.ROOT,
                "%d documents, %d processes: pool %.1f docs/s, bare loop %.1f docs/s, ratio %.3f (limit >= %.2f): %s%n",
                documents.size(),
                processes,
                pool,
                bare,
                pool / bare,
                LIMIT,
                pool / bare >= LIMIT ? "ok" : "TOO SLOW");
    }

    /** Documents per second when that many threads share the work. */
    private double measure(int workers, Work work) throws Exception {
        return Workers.perSecond(
                workers,
                documents.size() * REPEATS_PER_ROUND,
                (worker, number) -> work.run(worker, documents.get(number % documents.size())));
    }

    private static void extract(DocumentParser pool, Path document, Path output) {
        try {
            pool.extract(new ExtractRequest(document, document.getFileName().toString(), null, output));
        } catch (SluiceException e) {
            // Locked documents are part of any folder; their failure is an answer like others.
        }
    }

    private ParseTask task(Path document, Path output) {
        return new ParseTask(
                document.toAbsolutePath().toString(),
                document.getFileName().toString(),
                null,
                output.toString(),
                new ParseTask.Limits(
                        limits.pages(), limits.outputSize().toBytes(), limits.tableRows(), limits.imagePixels()),
                new ParseTask.Ocr("", "auto", 60_000, 300),
                JsonNodeFactory.instance.objectNode());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
