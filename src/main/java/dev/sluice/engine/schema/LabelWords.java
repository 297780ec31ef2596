package dev.sluice.engine.schema;

import java.util.List;

/**
 * A segment's text as the words of labels.
 *
 * @param meaning per word what it means, or one of the negative numbers
 * @param start where the word begins in the text; the parts of a compound share it
 * @param end where it ends
 * @param parted whether something between this word and the next one parts them: a colon, a bracket, a full stop
 * @param colon whether a colon stands between this word and the next one
 */
record LabelWords(int[] meaning, int[] start, int[] end, boolean[] parted, boolean[] colon) {
    static final int UNKNOWN = -1;
    static final int SMALL = -2;
    static final int NUMBER = -3;

    private static final int MOST_WORDS = 120;

    static LabelWords of(String text, RunWords words, Lexicon lexicon) {
        List<WordSplitter.Piece> pieces = WordSplitter.split(text);
        int[] meaning = new int[MOST_WORDS];
        int[] start = new int[MOST_WORDS];
        int[] end = new int[MOST_WORDS];
        int count = 0;
        for (WordSplitter.Piece piece : pieces) {
            int[] found = piece.number() || named(text, piece)
                    ? new int[] {NUMBER}
                    : meanings(piece.folded(), words, lexicon);
            for (int one : found) {
                if (count < MOST_WORDS) {
                    meaning[count] = one;
                    start[count] = piece.start();
                    end[count] = piece.end();
                    count++;
                }
            }
        }
        boolean[] parted = new boolean[count];
        boolean[] colon = new boolean[count];
        for (int i = 0; i < count; i++) {
            if (i + 1 < count && start[i + 1] == start[i]) {
                continue;
            }
            int next = i + 1 < count ? start[i + 1] : text.length();
            for (int c = end[i]; c < next; c++) {
                char sign = text.charAt(c);
                colon[i] |= sign == ':' || sign == '：';
                parted[i] |= colon[i] || "(;|=•●·?!\t[☐☑☒✓✗□■".indexOf(sign) >= 0;
                boolean stop = sign == '.' || sign == ',';
                parted[i] |= stop && end[i] - start[i] > 4 && c + 1 < next && text.charAt(c + 1) == ' ';
            }
        }
        return new LabelWords(
                java.util.Arrays.copyOf(meaning, count),
                java.util.Arrays.copyOf(start, count),
                java.util.Arrays.copyOf(end, count),
                parted,
                colon);
    }

    /** Whether the word is part of a number such as "INV/2023" or "invoice_1" rather than a word. */
    private static boolean named(String text, WordSplitter.Piece piece) {
        int end = piece.end();
        if (piece.start() > 0 && text.charAt(piece.start() - 1) == '_') {
            return true;
        }
        return end + 1 < text.length()
                && ("/-".indexOf(text.charAt(end)) >= 0 && Character.isDigit(text.charAt(end + 1))
                        || text.charAt(end) == '_' && Character.isLetterOrDigit(text.charAt(end + 1)));
    }

    private static int[] meanings(String folded, RunWords words, Lexicon lexicon) {
        int[] found = words.meanings(folded);
        if (found.length > 0) {
            return found;
        }
        return new int[] {words.stop(folded) ? SMALL : UNKNOWN};
    }

    int size() {
        return meaning.length;
    }
}
