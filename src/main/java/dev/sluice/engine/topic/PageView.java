package dev.sluice.engine.topic;

import java.util.List;

/**
 * What is compared of one page.
 *
 * @param number from 1; 0 for all of a document without pages
 * @param words its words, at most as many as were asked for
 * @param blocks for each word the index of its block in the layout
 * @param zones for each word how prominent it is: {@link #PLAIN}, {@link #HEADING}, {@link #TOP} or {@link #TITLE}
 * @param counts what its lines show
 */
public record PageView(int number, List<String> words, int[] blocks, byte[] zones, Counts counts) {
    static final byte PLAIN = 0;
    static final byte HEADING = 1;
    /** Among the first lines. */
    static final byte TOP = 2;
    /** A heading or a line of its own among the first lines. */
    static final byte TITLE = 3;

    public PageView {
        words = List.copyOf(words);
    }

    /** A page without anything on it. */
    public static PageView blank(int number) {
        return new PageView(number, List.of(), new int[0], new byte[0], new Counts());
    }

    /** Whether there is nothing to read on it. */
    public boolean isBlank() {
        return words.size() < 3;
    }
}
