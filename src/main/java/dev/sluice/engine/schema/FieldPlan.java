package dev.sluice.engine.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to look for to fill one leaf.
 *
 * @param kind how to read its text
 * @param concept what documents commonly say that it is, if it is such a thing
 * @param phrases the labels it may stand under
 * @param words meanings of its own name, title and description with what each is worth, for labels never seen before
 * @param context meanings of the objects around it
 * @param role whose it is
 * @param end whether it is the end of a period rather than its start
 */
record FieldPlan(
        Field field,
        Kind kind,
        @Nullable Concept concept,
        List<Phrase> phrases,
        Map<Integer, Double> words,
        List<Integer> context,
        Role role,
        boolean end) {
    /** Whose a value is. */
    enum Role {
        NONE,
        SELLER,
        BUYER,
        SHIP
    }

    boolean is(String conceptId) {
        return concept != null && concept.id().equals(conceptId);
    }
}
