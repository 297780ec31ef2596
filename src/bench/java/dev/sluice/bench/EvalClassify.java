package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.LabelledDocuments.Document;
import dev.sluice.bench.TypeSets.Type;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.classify.ClassifyOperation;
import dev.sluice.engine.extract.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often classify is right, beside a simple overlap of terms, and how many documents a second it reads and judges.
 * Every document is asked with every set of types that has a type for it. Argument: a file of lines {@code kind path
 * path …} of further documents (default: those of the repository).
 */
public final class EvalClassify {
    private static final String LIMIT = ">= 0.850";

    private final ClassifyOperation classify = new ClassifyOperation();
    private final Map<String, Score> scores = new TreeMap<>();
    private final double[][] calibration = new double[5][3];

    private static final class Score {
        private int asked;
        private int right;
        private int peerRight;
    }

    public static void main(String[] args) throws Exception {
        Path labels = Path.of(args.length > 0 ? args[0] : "src/bench/documents/labels.txt");
        Path folder = Files.createTempDirectory("eval-classify");
        new EvalClassify().run(new LabelledDocuments(folder, labels).all());
        Figure.printMachine(folder);
    }

    private void run(List<Document> documents) throws IOException {
        TypeSets sets = new TypeSets(Path.of("src/bench/documents/type-sets.txt"));
        for (Document document : documents) {
            Layout layout = document.layout();
            for (Map.Entry<String, List<Type>> set : sets.all().entrySet()) {
                Type right = TypeSets.of(set.getValue(), document.kind());
                if (right != null) {
                    boolean held = document.heldOut() || set.getKey().startsWith("held");
                    ask(
                            document,
                            layout,
                            set.getValue(),
                            right,
                            List.of(held ? "all held out" : "all tuned", "all", set.getKey()));
                }
            }
        }
        scores.forEach((name, score) -> Figure.print(
                "classify, " + name + " (" + score.asked + ")",
                share(score.right, score.asked),
                LIMIT,
                share(score.peerRight, score.asked)));
        for (double[] bin : calibration) {
            System.out.printf(
                    Locale.ROOT,
                    "confidence %.2f on average: right %.2f (%.0f)%n",
                    bin[1] / bin[0],
                    bin[2] / bin[0],
                    bin[0]);
        }
        Throughput.print(
                "classify", classify, TypeSets.options("types", sets.all().get("office")), documents);
    }

    private void ask(Document document, Layout layout, List<Type> types, Type right, List<String> groups) {
        Input input = new Input("", document.name(), document.mediaType(), layout, null);
        JsonNode result = classify.run(List.of(input), TypeSets.options("types", types));
        boolean correct = result.get("type").asText().equals(right.name());
        int peer = TermOverlap.best(TermOverlap.words(layout, 0), types);
        @Nullable Type peerType = peer < 0 ? null : types.get(peer);
        for (String group : groups) {
            Score score = scores.computeIfAbsent(group, unknown -> new Score());
            score.asked++;
            score.right += correct ? 1 : 0;
            score.peerRight += right.equals(peerType) ? 1 : 0;
        }
        double confidence = result.get("confidence").asDouble();
        double[] bin = calibration[Math.min(calibration.length - 1, (int) (confidence * calibration.length))];
        bin[0]++;
        bin[1] += confidence;
        bin[2] += correct ? 1 : 0;
    }

    private static String share(int part, int whole) {
        return String.format(Locale.ROOT, "%.3f", part / (double) whole);
    }
}
