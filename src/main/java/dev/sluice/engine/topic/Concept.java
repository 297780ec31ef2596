package dev.sluice.engine.topic;

import java.util.List;
import java.util.Map;

/**
 * A kind of document or a subject matter that is known without anybody describing it.
 *
 * @param index its place in the knowledge base
 * @param subject whether it is a subject matter, such as sports, rather than a kind, such as invoices
 * @param parents other kinds, by index, with the share of their evidence that counts for this one, too
 * @param signs traits of the shape with their weights
 */
record Concept(int index, String id, boolean subject, Map<Integer, Double> parents, List<SignWeight> signs) {
    /** How much a trait speaks for it, or against. */
    record SignWeight(Sign sign, double weight) {}

    /**
     * A phrase that speaks for a concept.
     *
     * @param concept the concept's index
     * @param weight like a logarithm of odds
     * @param title whether it weighs that much only in a title or among the first lines
     */
    record Cue(int concept, String phrase, double weight, boolean title) {}

    /**
     * What a concept is called.
     *
     * @param wide whether the name is that of something wider
     * @param partial whether only a part of a word is given, as in {@code *vertrag}
     */
    record Name(int concept, boolean wide, boolean partial) {}
}
