package dev.sluice.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.bench.LabelledDocuments.Document;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.parser.child.LayoutMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Ten-page documents per second of an operation, from the stored layout to the result, on two threads. */
final class Throughput {
    private static final int THREADS = 2;
    private static final int PAGES = 10;
    private static final int WORDS = 400;
    private static final long ROUND_NANOS = 4_000_000_000L;
    private static final int WARM_UP_ROUNDS = 2;

    private Throughput() {}

    /** The documents only lend their words. */
    static void print(String name, LayoutOperation operation, ObjectNode options, List<Document> documents)
            throws IOException {
        Path folder = Files.createTempDirectory("throughput");
        Path layout = tenPages(folder, documents);
        long nanos = 0;
        int done = 0;
        for (int round = 0; round <= WARM_UP_ROUNDS; round++) {
            long start = System.nanoTime();
            done = round(operation, options, layout, start + ROUND_NANOS);
            nanos = System.nanoTime() - start;
        }
        Figure.print(
                name + ", documents of " + PAGES + " pages, " + WORDS + " words each",
                String.format(Locale.ROOT, "%.0f/s", done * 1e9 / nanos),
                ">= 200/s",
                "none");
    }

    private static int round(LayoutOperation operation, ObjectNode options, Path layout, long end) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                counts.add(threads.submit(() -> {
                    int count = 0;
                    while (System.nanoTime() < end) {
                        Layout read = LayoutReader.read(layout);
                        operation.run(List.of(new Input("", "bundle.pdf", "application/pdf", read, null)), options);
                        count++;
                    }
                    return count;
                }));
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return sum;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private static Path tenPages(Path folder, List<Document> documents) throws IOException {
        List<String> words = new ArrayList<>();
        for (Document document : documents) {
            document.layout()
                    .blocks()
                    .forEach(block -> words.addAll(List.of(block.text().split("\\s+", -1))));
        }
        words.removeIf(word -> !word.matches("[A-Za-z.,]+"));
        Random random = new Random(1);
        Path file = folder.resolve("ten.pdf");
        try (PDDocument pdf = new PDDocument();
                SamplePainter painter = new SamplePainter(pdf, SampleStyle.random(random))) {
            for (int page = 0; page < PAGES; page++) {
                painter.line("# " + words.get(random.nextInt(words.size())));
                for (int paragraph = 0; paragraph < 8; paragraph++) {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < WORDS / 8; i++) {
                        text.append(words.get(random.nextInt(words.size()))).append(' ');
                    }
                    painter.line(text.toString().strip());
                }
                painter.line("===");
            }
            pdf.save(file.toFile());
        }
        LayoutMaker.Stored stored = new LayoutMaker(folder.resolve("layouts")).layout(file);
        if (stored == null) {
            throw new IOException("The sample of ten pages cannot be read");
        }
        return stored.layout();
    }
}
