package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out from a field's name, title, description and type what it wants. */
final class Planner {
    private static final Set<String> IN_LINES = Set.of(
            "line_total",
            "unit_price",
            "quantity",
            "unit",
            "item_description",
            "item_code",
            "line_number",
            "tax_rate",
            "discount_rate");
    private static final int LONGEST_DESCRIPTION = 12;
    private static final double OWN_LABEL = 0.95;
    private static final double TRANSLATED = 0.9;

    private final Lexicon lexicon;
    private final RunWords words;
    private final FieldNames names;

    Planner(Lexicon lexicon, RunWords words) {
        this.lexicon = lexicon;
        this.words = words;
        this.names = new FieldNames(words, lexicon);
    }

    /**
     * The plan of a leaf.
     *
     * @param path the fields around it, outermost first
     * @param line whether it is a property of an array's items
     */
    FieldPlan plan(Field field, List<Field> path, boolean line) {
        List<Integer> own = names.meanings(spread(field.name()));
        List<Integer> title = names.meanings(field.title());
        List<Integer> description = names.meanings(field.description());
        List<Integer> context = new ArrayList<>();
        for (Field around : path) {
            if (!around.name().isEmpty()) {
                context.addAll(names.meanings(spread(around.name())));
            }
        }
        FieldPlan.Role role = role(own, context, description);
        Kind typed = KindOf.type(field);
        Concept concept = concept(field, typed, own, title, description, context, line);
        Kind kind = KindOf.field(field, concept, own, description, lexicon.words());
        List<Phrase> phrases = new ArrayList<>();
        addOwn(phrases, own, 1);
        addOwn(phrases, title, 1);
        addOwn(phrases, withContext(own, context), 1);
        addOwn(phrases, core(field.description()), OWN_LABEL);
        if (concept != null) {
            concept.phrases().forEach(phrases::add);
        }
        Map<Integer, Double> bag = new HashMap<>();
        weigh(bag, description.size() <= LONGEST_DESCRIPTION ? description : List.of(), 0.5);
        weigh(bag, title, 0.9);
        weigh(bag, own, 1);
        boolean end = own.contains(lexicon.words().find("end"))
                || own.contains(lexicon.words().find("to"))
                || own.contains(lexicon.words().find("until"))
                || concept != null && concept.id().equals("period_end");
        return new FieldPlan(field, kind, concept, List.copyOf(phrases), bag, context, role, end);
    }

    /** A plan for what a document commonly says, although no field asks for it. */
    FieldPlan plan(String conceptId) {
        Concept concept = lexicon.concept(conceptId);
        Field field = new Field(
                conceptId,
                concept.kind().numeric() ? Field.Type.NUMBER : Field.Type.STRING,
                "",
                "",
                concept.kind() == Kind.DATE ? "date" : "",
                "",
                List.of(),
                List.of(),
                false,
                Map.of(),
                null);
        Map<Integer, Double> bag = new HashMap<>();
        if (concept.kind().named()) {
            weigh(bag, names.meanings(spread(conceptId)), 1);
        }
        return new FieldPlan(
                field, concept.kind(), concept, concept.phrases(), bag, List.of(), FieldPlan.Role.NONE, false);
    }

    /** Meanings of a property's or object's name. */
    List<Integer> meanings(String name) {
        return names.meanings(spread(name));
    }

    private static void weigh(Map<Integer, Double> bag, List<Integer> meanings, double weight) {
        for (int meaning : meanings) {
            bag.merge(meaning, weight, Math::max);
        }
    }

    private void addOwn(List<Phrase> phrases, List<Integer> meanings, double weight) {
        if (!meanings.isEmpty() && meanings.size() <= 6) {
            phrases.add(Phrase.of(
                    meanings.stream().distinct().mapToInt(Integer::intValue).toArray(), new int[0], weight));
        }
    }

    private static List<Integer> withContext(List<Integer> own, List<Integer> context) {
        Set<Integer> both = new LinkedHashSet<>(context);
        both.addAll(own);
        return context.isEmpty() ? List.of() : List.copyOf(both);
    }

    /** The description up to its first stop or bracket: "Meter number (on the bill)" says "meter number". */
    private List<Integer> core(String description) {
        int end = description.length();
        for (String stop : List.of("(", ".", ",", ";", ":", " as ", " in ", " - ")) {
            int at = description.indexOf(stop);
            end = at > 2 ? Math.min(end, at) : end;
        }
        List<Integer> core = names.meanings(description.substring(0, end));
        return core.size() <= 5 ? core : List.of();
    }

    private @Nullable Concept concept(
            Field field,
            Kind typed,
            List<Integer> own,
            List<Integer> title,
            List<Integer> description,
            List<Integer> context,
            boolean line) {
        List<List<Integer>> tries = new ArrayList<>();
        tries.add(withContext(own, context));
        tries.add(own);
        tries.add(names.withoutRoles(own));
        tries.add(title);
        tries.add(core(field.description()));
        tries.add(names.withoutRoles(core(field.description())));
        for (List<Integer> one : tries) {
            Concept best = exact(one, typed, line);
            if (best != null) {
                return best;
            }
        }
        // Part of the name is a concept's whole label: "invoice_number_text", "vat_amount_eur".
        for (List<Integer> one : List.of(own, title)) {
            for (int left = 0; left < one.size() && one.size() > 2; left++) {
                List<Integer> less = new ArrayList<>(one);
                less.remove(left);
                Concept best = less.size() >= 2 ? exact(less, typed, line) : null;
                if (best != null) {
                    return best;
                }
            }
        }
        return null;
    }

    private @Nullable Concept exact(List<Integer> meanings, Kind typed, boolean line) {
        if (meanings.isEmpty()) {
            return null;
        }
        long key = 0;
        for (int meaning : new LinkedHashSet<>(meanings)) {
            boolean small = meanings.size() > 1 && lexicon.particle(meaning);
            key += small ? 0 : Phrase.keyOf(meaning);
        }
        Concept best = null;
        double bestWeight = 0;
        for (Concept concept : lexicon.withKey(key)) {
            if (!KindOf.compatible(typed, concept.kind())) {
                continue;
            }
            double weight = weight(concept, key, meanings);
            if (weight == 0) {
                continue;
            }
            weight += line == IN_LINES.contains(concept.id()) ? 0.25 : 0;
            weight += typed == Kind.TEXT && concept.kind().numeric() ? -0.3 : 0;
            if (weight > bestWeight) {
                bestWeight = weight;
                best = concept;
            }
        }
        return best;
    }

    private static double weight(Concept concept, long key, List<Integer> meanings) {
        double weight = 0;
        for (Phrase phrase : concept.phrases()) {
            boolean all = true;
            for (int particle : phrase.particles()) {
                all &= meanings.contains(particle);
            }
            if (all && phrase.key() == key && phrase.weight() > weight) {
                weight = phrase.weight();
            }
        }
        return weight * TRANSLATED;
    }

    private FieldPlan.Role role(List<Integer> own, List<Integer> context, List<Integer> description) {
        for (List<Integer> where : List.of(own, context, description)) {
            FieldPlan.Role role = names.role(where);
            if (role != FieldPlan.Role.NONE) {
                return role;
            }
        }
        return FieldPlan.Role.NONE;
    }

    /** A property's name as words: at underscores, hyphens and capitals. */
    static String spread(String name) {
        StringBuilder spread = new StringBuilder();
        for (int i = 0; i < name.length() && i < 200; i++) {
            char c = name.charAt(i);
            boolean hump = Character.isUpperCase(c)
                    && i > 0
                    && (Character.isLowerCase(name.charAt(i - 1))
                            || i + 1 < name.length()
                                    && Character.isLowerCase(name.charAt(i + 1))
                                    && Character.isUpperCase(name.charAt(i - 1)));
            if (hump) {
                spread.append(' ');
            }
            spread.append(c == '_' || c == '-' || c == '.' ? ' ' : c);
        }
        return spread.toString();
    }
}
