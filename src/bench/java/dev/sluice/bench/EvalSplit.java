package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.TypeSets.Type;
import dev.sluice.engine.LayoutOperation.Input;
import dev.sluice.engine.extract.Layout;
import dev.sluice.engine.extract.LayoutReader;
import dev.sluice.engine.parser.child.LayoutMaker;
import dev.sluice.engine.split.SplitOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * How well split finds the documents in bundles of three to seven samples, beside a simple overlap of terms page by page:
 * the share of pages that got the right topic, and the F1 of the places where the topic changes. Odd bundles are held
 * out; some have the look of one house throughout, some blank pages between. Argument: how many bundles (default 120).
 */
public final class EvalSplit {
    private static final long SEED = 11;

    private final SplitOperation split = new SplitOperation();
    private final Random random = new Random(SEED);
    private final Path folder;
    private final TypeSets sets = new TypeSets(Path.of("src/bench/documents/type-sets.txt"));
    private final Samples samples = new Samples(LabelledDocuments.TEMPLATES, SEED);
    private final Map<String, Score> scores = new LinkedHashMap<>();

    private EvalSplit(Path folder) throws IOException {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        int bundles = args.length > 0 ? Integer.parseInt(args[0]) : 120;
        Path folder = Files.createTempDirectory("eval-split");
        EvalSplit eval = new EvalSplit(folder);
        for (int i = 0; i < bundles; i++) {
            eval.bundle(i);
        }
        eval.scores.forEach((name, score) -> score.print(name));
        LabelledDocuments words = new LabelledDocuments(folder, Path.of("src/bench/documents/labels.txt"));
        Throughput.print(
                "split", eval.split, TypeSets.options("topics", eval.sets.all().get("office")), words.all());
        Figure.printMachine(folder);
    }

    private void bundle(int number) throws IOException {
        List<Samples.Template> chosen = new ArrayList<>();
        Map<String, Type> topics = choose(chosen);
        List<String> expected = new ArrayList<>();
        Path file = folder.resolve("bundle-" + number + ".pdf");
        boolean oneLook = random.nextInt(4) == 0;
        boolean separated = random.nextInt(5) == 0;
        SampleStyle house = SampleStyle.random(random);
        try (PDDocument pdf = new PDDocument()) {
            for (Samples.Template template : chosen) {
                String topic = topicOf(topics, template).name();
                int pages = samples.addTo(pdf, template, oneLook ? house : SampleStyle.random(random));
                expected.addAll(Collections.nCopies(pages, topic));
                if (separated) {
                    pdf.addPage(new PDPage());
                    expected.add(topic);
                }
            }
            pdf.save(file.toFile());
        }
        LayoutMaker.Stored stored = new LayoutMaker(folder.resolve("layouts")).layout(file);
        if (stored == null) {
            throw new IOException(file + " cannot be read");
        }
        Layout layout = LayoutReader.read(stored.layout());
        List<Type> types = new ArrayList<>(topics.values());
        addStrangers(types);
        Collections.shuffle(types, random);
        JsonNode result = split.run(
                List.of(new Input("", "bundle.pdf", "application/pdf", layout, null)),
                TypeSets.options("topics", types));
        List<String> found = new ArrayList<>(Collections.nCopies(expected.size(), ""));
        for (JsonNode segment : result.get("segments")) {
            segment.get("pages")
                    .forEach(page ->
                            found.set(page.asInt() - 1, segment.get("topic").asText()));
        }
        List<String> peer = overlap(layout, types, expected.size());
        for (String group :
                List.of(number % 2 == 1 ? "held out" : "tuned", oneLook ? "of one look" : "of many looks", "all")) {
            scores.computeIfAbsent(group, unknown -> new Score()).add(expected, found, peer);
        }
    }

    /** Chooses documents of different topics, and a topic of some set for each. */
    private Map<String, Type> choose(List<Samples.Template> chosen) {
        List<Type> all = sets.all().values().stream().flatMap(List::stream).toList();
        List<Samples.Template> templates = new ArrayList<>(samples.templates());
        Collections.shuffle(templates, random);
        int wanted = 3 + random.nextInt(5);
        Map<String, Type> topics = new LinkedHashMap<>();
        for (Samples.Template template : templates) {
            List<Type> fitting = all.stream()
                    .filter(type -> type.kinds().contains(template.kind())
                            && !type.name().equals("other"))
                    .toList();
            if (chosen.size() < wanted && !fitting.isEmpty()) {
                Type type = fitting.get(random.nextInt(fitting.size()));
                if (topics.values().stream().noneMatch(other -> clash(other, type))) {
                    topics.put(template.kind(), type);
                    chosen.add(template);
                }
            }
        }
        return topics;
    }

    private void addStrangers(List<Type> types) {
        List<Type> all = sets.all().values().stream().flatMap(List::stream).toList();
        for (int i = 0; i < 3; i++) {
            Type stranger = all.get(random.nextInt(all.size()));
            if (!stranger.name().equals("other") && types.stream().noneMatch(type -> clash(type, stranger))) {
                types.add(stranger);
            }
        }
    }

    private static boolean clash(Type one, Type other) {
        return one.name().equalsIgnoreCase(other.name()) || !Collections.disjoint(one.kinds(), other.kinds());
    }

    private static Type topicOf(Map<String, Type> topics, Samples.Template template) {
        Type type = topics.get(template.kind());
        if (type == null) {
            throw new IllegalStateException("No topic for " + template.kind());
        }
        return type;
    }

    private static List<String> overlap(Layout layout, List<Type> types, int pages) {
        List<String> found = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            int best = TermOverlap.best(TermOverlap.words(layout, page), types);
            String before = found.isEmpty() ? types.get(0).name() : found.get(found.size() - 1);
            found.add(best < 0 ? before : types.get(best).name());
        }
        return found;
    }

    private static final class Score {
        private final Tally ours = new Tally();
        private final Tally theirs = new Tally();

        void add(List<String> expected, List<String> found, List<String> peer) {
            ours.add(expected, found);
            theirs.add(expected, peer);
        }

        void print(String name) {
            Figure.print("split, page accuracy, " + name, ours.accuracy(), ">= 0.900", theirs.accuracy());
            Figure.print("split, boundary F1, " + name, ours.f1(), ">= 0.900", theirs.f1());
        }
    }

    private static final class Tally {
        private int pages;
        private int right;
        private int expectedChanges;
        private int foundChanges;
        private int sharedChanges;

        void add(List<String> expected, List<String> found) {
            for (int i = 0; i < expected.size(); i++) {
                right += expected.get(i).equals(found.get(i)) ? 1 : 0;
            }
            pages += expected.size();
            Set<Integer> shared = changes(expected);
            expectedChanges += shared.size();
            foundChanges += changes(found).size();
            shared.retainAll(changes(found));
            sharedChanges += shared.size();
        }

        private static Set<Integer> changes(List<String> topics) {
            Set<Integer> changes = new HashSet<>();
            for (int i = 1; i < topics.size(); i++) {
                if (!topics.get(i).equals(topics.get(i - 1))) {
                    changes.add(i);
                }
            }
            return changes;
        }

        String accuracy() {
            return String.format(Locale.ROOT, "%.3f", right / (double) pages);
        }

        String f1() {
            return String.format(
                    Locale.ROOT, "%.3f", 2.0 * sharedChanges / Math.max(1, expectedChanges + foundChanges));
        }
    }
}
