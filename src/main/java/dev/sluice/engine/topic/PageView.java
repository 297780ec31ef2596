package dev.sluice.engine.topic;

import java.util.List;

/** What is compared of one page: its first words, where each stands, and what its lines show. */
public final class PageView {
    static final byte PLAIN = 0;
    static final byte HEADING = 1;
    /** Among the first lines. */
    static final byte TOP = 2;
    /** A heading or a line of its own among the first lines. */
    static final byte TITLE = 3;

    private static final int FEWEST_WORDS = 3;

    private final int number;
    private final List<String> words;
    private final int[] blocks;
    private final byte[] zones;
    private final Counts counts;

    /**
     * A view.
     *
     * @param number the page, from 1; 0 for all of a document without pages
     * @param words at most as many as were asked for
     * @param blocks for each word the index of its block in the layout
     * @param zones for each word how prominent it is: one of the constants
     */
    PageView(int number, List<String> words, int[] blocks, byte[] zones, Counts counts) {
        this.number = number;
        this.words = List.copyOf(words);
        this.blocks = blocks;
        this.zones = zones;
        this.counts = counts;
    }

    /** A page without anything on it. */
    public static PageView blank(int number) {
        return new PageView(number, List.of(), new int[0], new byte[0], new Counts());
    }

    /** From 1; 0 for all of a document without pages. */
    public int number() {
        return number;
    }

    /** Its first words, as {@link Tokenizer} makes them. */
    public List<String> words() {
        return words;
    }

    int blockOf(int word) {
        return blocks[word];
    }

    byte zoneOf(int word) {
        return zones[word];
    }

    Counts counts() {
        return counts;
    }

    /** Whether there is nothing to read on it. */
    public boolean isBlank() {
        return words.size() < FEWEST_WORDS;
    }
}
