package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.List;

/** Takes text apart into words as labels are made of: runs of letters, runs that hold a digit, and the signs # and %. */
final class WordSplitter {
    private WordSplitter() {}

    /** One word: folded, and where it stands in the text; {@code number} when it holds a digit. */
    record Piece(String folded, int start, int end, boolean number) {}

    static List<Piece> split(String text) {
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#' || c == '%' || c == '№') {
                pieces.add(new Piece(c == '%' ? "%" : "#", i, i + 1, false));
                i++;
            } else if (Character.isLetterOrDigit(c)) {
                int end = abbreviation(text, i);
                if (end > i) {
                    pieces.add(new Piece(Fold.bare(text.substring(i, end)), i, end, false));
                } else {
                    end = run(text, i);
                    pieces.add(piece(text, i, end));
                }
                i = end;
            } else {
                i++;
            }
        }
        return pieces;
    }

    private static Piece piece(String text, int start, int end) {
        boolean number = false;
        for (int i = start; i < end && !number; i++) {
            number = Character.isDigit(text.charAt(i));
        }
        String word = text.substring(start, end);
        // "n°" and "nº" are the French and Spanish "no".
        return new Piece(word.endsWith("°") ? "no" : Fold.fold(word), start, end, number);
    }

    private static int run(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (end == start + 1 && end < text.length() && text.charAt(end) == '°') {
            end++;
        }
        return end;
    }

    /** The end of single letters each followed by a stop ("P.U.", "S.A.R.L.", "p.iva" not), else the start. */
    private static int abbreviation(String text, int start) {
        int i = start;
        int letters = 0;
        while (i + 1 < text.length()
                && Character.isLetter(text.charAt(i))
                && text.charAt(i + 1) == '.'
                && (i + 2 >= text.length() || letters > 0 || Character.isLetter(text.charAt(i + 2)))) {
            letters++;
            i += 2;
        }
        if (letters == 0) {
            return start;
        }
        boolean single = i < text.length()
                && Character.isLetter(text.charAt(i))
                && (i + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(i + 1)));
        if (single) {
            return i + 1;
        }
        return letters >= 2 ? i : start;
    }
}
