package dev.sluice.engine.schema;

/**
 * A place where a label stands.
 *
 * @param from first word
 * @param to behind the last word
 * @param key which meanings
 * @param words how many different meanings
 * @param coverage how much of what looks like the label these words are, 0 to 1
 * @param loose the same without the words before, which may be another sentence
 * @param valueFrom where in the segment's text a value could begin
 * @param colon whether a colon follows
 */
record LabelHit(
        Segment segment,
        int from,
        int to,
        long key,
        int words,
        double coverage,
        double loose,
        int valueFrom,
        boolean colon) {
    /** Where in the text the label begins. */
    int start(LabelWords labelWords) {
        return labelWords.start()[from];
    }
}
