package dev.sluice.engine.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;

/**
 * The words of the topics' names and descriptions as stems of one language, weighted: a word that few of the topics
 * have says more, one of a name more than one of a description (as in BM25, with the topics as the collection).
 */
final class TopicTerms {
    private static final int MOST_REMEMBERED = 50_000;
    private static final int MOST_WORDS = 400;
    private static final double NAME = 2;
    private static final double PROMPT = 0.5;
    private static final double K1 = 1.2;
    private static final double WORDS_PER_UNIT = 500;

    /** Words that descriptions of any document use. */
    private static final Set<String> GENERIC = Set.of(
            "document",
            "page",
            "file",
            "text",
            "type",
            "kind",
            "content",
            "contain",
            "containing",
            "include",
            "including",
            "describe",
            "describing",
            "related",
            "information",
            "etc",
            "e.g",
            "example",
            "typically",
            "usually",
            "often",
            "various",
            "section",
            "part",
            "item",
            "name",
            "one",
            "use",
            "used",
            "using",
            "new",
            "such",
            "like",
            "dokument",
            "seite",
            "enthalt",
            "contient",
            "contenant",
            "contiene",
            "documento",
            "pagina",
            "bevat",
            "about",
            "every",
            "anything",
            "between",
            "several",
            "give",
            "given",
            "show",
            "showing",
            "list",
            "listing",
            "set",
            "written",
            "data",
            "s",
            "a",
            "and",
            "or",
            "with",
            "for",
            "of",
            "the",
            "to",
            "in",
            "on",
            "by");

    private final @Nullable Language language;
    private final Languages languages;
    private final Map<String, Integer> stems = new HashMap<>();
    private final List<double[]> weights = new ArrayList<>();
    private final double[] totals;
    private final Map<String, Integer> remembered = new ConcurrentHashMap<>();

    TopicTerms(List<Topic> topics, List<String> hints, KnowledgeBase knowledge, @Nullable Language language) {
        this.language = language;
        this.languages = knowledge.languages();
        this.totals = new double[topics.size()];
        Tokenizer tokenizer = new Tokenizer();
        for (int i = 0; i < topics.size(); i++) {
            Map<Integer, Double> own = new HashMap<>();
            addTo(own, tokenizer.words(Mapping.spaced(topics.get(i).name()), MOST_WORDS), NAME, topics.size());
            addTo(own, tokenizer.words(topics.get(i).description(), MOST_WORDS), 1, topics.size());
            addTo(own, tokenizer.words(hints.get(i), MOST_WORDS), PROMPT, topics.size());
            for (Map.Entry<Integer, Double> entry : own.entrySet()) {
                weights.get(entry.getKey())[i] = entry.getValue();
            }
        }
        for (double[] of : weights) {
            long having = Arrays.stream(of).filter(weight -> weight > 0).count();
            double rarity = Math.log(1 + (topics.size() - having + 0.5) / (having + 0.5));
            for (int i = 0; i < of.length; i++) {
                of[i] *= topics.size() == 1 ? 1 : rarity;
                totals[i] += of[i];
            }
        }
    }

    private void addTo(Map<Integer, Double> own, List<String> words, double weight, int topics) {
        Set<String> skipped = new HashSet<>(GENERIC);
        SnowballStemmer stemmer = language == null ? null : language.stemmer();
        for (String word : words) {
            if (!skipped.contains(word) && !languages.isSmall(word, null)) {
                int id = stems.computeIfAbsent(stem(word, stemmer), unknown -> {
                    weights.add(new double[topics]);
                    return weights.size() - 1;
                });
                own.merge(id, weight, Math::max);
            }
        }
    }

    private static String stem(String word, @Nullable SnowballStemmer stemmer) {
        if (stemmer == null) {
            return word;
        }
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    /** For each topic how much of its own words those pages have, about 0 to 1, more when they stand in headings. */
    double[] overlap(Evidence evidence) {
        double[] frequency = new double[weights.size()];
        SnowballStemmer stemmer = language == null ? null : language.stemmer();
        for (PageView page : evidence.pages()) {
            List<String> words = page.words();
            for (int i = 0; i < words.size(); i++) {
                int id = idOf(words.get(i), stemmer);
                if (id >= 0) {
                    byte zone = page.zoneOf(i);
                    frequency[id] += zone == PageView.TITLE ? 3 : zone == PageView.PLAIN ? 1 : 1.7;
                }
            }
        }
        double[] sums = new double[totals.length];
        double norm = Math.max(1, Math.sqrt(evidence.words() / WORDS_PER_UNIT));
        for (int id = 0; id < frequency.length; id++) {
            if (frequency[id] > 0) {
                double value = frequency[id] / norm;
                double saturated = value * (K1 + 1) / (value + K1);
                double[] of = weights.get(id);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += of[i] * saturated;
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = totals[i] == 0 ? 0 : sums[i] / Math.sqrt(totals[i]);
        }
        return sums;
    }

    private int idOf(String word, @Nullable SnowballStemmer stemmer) {
        Integer known = remembered.get(word);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        int id = stems.getOrDefault(stem(word, stemmer), -1);
        remembered.put(word, id);
        return id;
    }
}
