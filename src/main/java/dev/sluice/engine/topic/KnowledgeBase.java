package dev.sluice.engine.topic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The kinds and subjects of {@code topics/kinds.txt}, which says how it is written. Safe for use by many threads. */
public final class KnowledgeBase {
    /** From this share on, one kind is a sort of the other. */
    private static final double SAME_FAMILY = 0.5;

    private static final String FILE = "/topics/kinds.txt";

    private final List<Concept> concepts = new ArrayList<>();
    private final List<Concept.Cue> cues = new ArrayList<>();
    private final List<Concept.Name> names = new ArrayList<>();
    private final List<int[]> cuesOf = new ArrayList<>();
    private final Map<Integer, List<Concept>> children = new HashMap<>();
    private final PhraseIndex cueIndex = new PhraseIndex();
    private final PhraseIndex nameIndex = new PhraseIndex();
    private final Tokenizer tokenizer = new Tokenizer();
    private final Languages languages;

    /** Reads the file that comes with the program. */
    public KnowledgeBase() {
        languages = new Languages(tokenizer);
        try (InputStream in = Objects.requireNonNull(KnowledgeBase.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            new Reader().read(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** A name for the language of that page, to be compared with that of others; empty when it is not known. */
    public String languageOf(PageView page) {
        Language language = languages.of(List.of(page.words()));
        return language == null ? "" : language.name();
    }

    List<Concept> concepts() {
        return concepts;
    }

    Concept.Cue cue(int id) {
        return cues.get(id);
    }

    /** The kinds that are sorts of that one: a lease is a contract. */
    List<Concept> sortsOf(Concept concept) {
        return children.getOrDefault(concept.index(), List.of());
    }

    /** The ids of a concept's own phrases. */
    int[] cuesOf(int concept) {
        return cuesOf.get(concept);
    }

    Concept.Name name(int id) {
        return names.get(id);
    }

    PhraseIndex cueIndex() {
        return cueIndex;
    }

    PhraseIndex nameIndex() {
        return nameIndex;
    }

    Languages languages() {
        return languages;
    }

    private final class Reader {
        private final Map<String, Integer> ids = new HashMap<>();
        private final List<Integer> own = new ArrayList<>();

        void read(BufferedReader lines) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (line.startsWith("[")) {
                    begin(line.substring(1, line.indexOf(']')));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    entry(line.substring(0, colon).split(" ", -1), line.substring(colon + 1));
                }
            }
            endOfConcept();
        }

        private void begin(String head) {
            endOfConcept();
            boolean subject = head.startsWith("subject ");
            String id = subject ? head.substring("subject ".length()) : head;
            ids.put(id, concepts.size());
            concepts.add(new Concept(concepts.size(), id, subject, new HashMap<>(), new ArrayList<>()));
        }

        private void endOfConcept() {
            if (!concepts.isEmpty()) {
                cuesOf.add(own.stream().mapToInt(Integer::intValue).toArray());
                own.clear();
            }
        }

        private void entry(String[] key, String values) {
            Concept concept = concepts.get(concepts.size() - 1);
            for (String untrimmed : values.split(";", -1)) {
                String value = untrimmed.strip();
                switch (key[0]) {
                    case "is" -> {
                        String[] parent = value.split(" ", -1);
                        double share = Double.parseDouble(parent[1]);
                        int of = parentOf(parent[0]);
                        concept.parents().put(of, share);
                        if (share >= SAME_FAMILY) {
                            children.computeIfAbsent(of, unknown -> new ArrayList<>())
                                    .add(concept);
                        }
                    }
                    case "sign" -> {
                        String[] sign = value.split(" ", -1);
                        concept.signs().add(new Concept.SignWeight(Sign.named(sign[0]), Double.parseDouble(sign[1])));
                    }
                    case "name", "also" -> {
                        nameIndex.add(value, names.size(), tokenizer);
                        names.add(new Concept.Name(concept.index(), "also".equals(key[0]), value.indexOf('*') >= 0));
                    }
                    case "title", "text" -> {
                        cueIndex.add(value, cues.size(), tokenizer);
                        own.add(cues.size());
                        double weight = Double.parseDouble(key[1]);
                        cues.add(new Concept.Cue(concept.index(), value, weight, "title".equals(key[0])));
                    }
                    default -> throw new IllegalStateException("Unknown entry " + key[0] + " of " + concept.id());
                }
            }
        }

        /** Parents stand before their children, except for a few that are looked up when all are read. */
        private int parentOf(String id) {
            Integer index = ids.get(id);
            if (index == null) {
                throw new IllegalStateException("The kind " + id + " has to stand before those that refer to it");
            }
            return index;
        }
    }
}
