package dev.sluice.engine.schema;

/**
 * A label as a set of meanings.
 *
 * @param key the same for the same meanings in any order
 * @param words how many meanings
 * @param particles small words that must stand in or beside the label, such as the "to" of "ship to"
 * @param weight 1 for a label that says it outright, less for one that may mean it
 */
record Phrase(long key, int words, int[] particles, double weight) {
    /** What one meaning adds to a key. */
    static long keyOf(int meaning) {
        long mixed = (meaning + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    static Phrase of(int[] meanings, int[] particles, double weight) {
        long key = 0;
        for (int meaning : meanings) {
            key += keyOf(meaning);
        }
        return new Phrase(key, meanings.length, particles, weight);
    }
}
