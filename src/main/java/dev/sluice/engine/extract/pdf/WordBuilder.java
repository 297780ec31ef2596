package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Word;
import dev.sluice.engine.extract.pdf.Glyphs.Glyph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Joins characters that stand next to each other into words. */
final class WordBuilder {
    private static final float ASCENT = 0.78f;
    private static final float DESCENT = 0.22f;

    private final List<Word> words = new ArrayList<>();
    private final List<Glyph> open = new ArrayList<>();
    private float end;
    private float averageWidth;

    /** The words of glyphs that all run in the same direction. */
    static List<Word> build(List<Glyph> glyphs) {
        WordBuilder builder = new WordBuilder();
        for (Glyph glyph : glyphs) {
            builder.add(glyph);
        }
        builder.close();
        return builder.words;
    }

    private void add(Glyph glyph) {
        if (glyph.blank()) {
            close();
            return;
        }
        if (!open.isEmpty() && startsWord(glyph)) {
            close();
        }
        averageWidth = open.isEmpty() ? glyph.width() : (averageWidth + glyph.width()) / 2;
        open.add(glyph);
        end = glyph.x() + glyph.width();
    }

    private boolean startsWord(Glyph glyph) {
        Glyph last = open.get(open.size() - 1);
        float size = Math.max(last.size(), glyph.size());
        if (Math.abs(glyph.y() - last.y()) > 0.25f * size
                || glyph.size() > 1.6f * last.size()
                || last.size() > 1.6f * glyph.size()) {
            return true;
        }
        float bySpace = glyph.space() > 0 ? 0.5f * glyph.space() : Float.MAX_VALUE;
        // A narrow letter must not make a narrow gap a space.
        float usual = Math.max(averageWidth, 0.4f * size);
        float allowed = Math.max(0.1f * size, Math.min(bySpace, 0.3f * usual));
        boolean rightToLeft = isRightToLeft(glyph.text()) || isRightToLeft(last.text());
        float before = last.x() - (glyph.x() + glyph.width());
        if (rightToLeft && before > -0.3f * size && before <= allowed) {
            return false;
        }
        // Some programs justify by drawing the rest of a word back over its beginning, without any space between.
        boolean drawnBack = glyph.x() < end && end - glyph.x() < 2.5f * size && glyph.size() == last.size();
        return glyph.x() - end > allowed || glyph.x() < last.x() - 0.5f * size && !drawnBack;
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        List<Glyph> glyphs = new ArrayList<>(open);
        open.clear();
        StringBuilder text = new StringBuilder();
        boolean rightToLeft = glyphs.stream().anyMatch(g -> isRightToLeft(g.text()));
        if (rightToLeft) {
            // Drawn in either order; read from the right.
            glyphs.sort(Comparator.comparing(Glyph::x).reversed());
            turnNumbers(glyphs);
        }
        float x0 = Float.MAX_VALUE;
        float x1 = -Float.MAX_VALUE;
        float size = 0;
        int weight = 0;
        for (Glyph glyph : glyphs) {
            text.append(rightToLeft ? mirrored(glyph.text()) : glyph.text());
            x0 = Math.min(x0, glyph.x());
            x1 = Math.max(x1, glyph.x() + glyph.width());
            size = Math.max(size, glyph.size());
            weight += glyph.style().weight();
        }
        float y = glyphs.get(0).y();
        Box box = new Box(x0, y - ASCENT * size, x1, y + DESCENT * size);
        int end = text.length() - 1;
        if (end > 0 && text.charAt(end) == '\u00ad') {
            // A soft hyphen that is drawn divides a word at the end of a line.
            text.setCharAt(end, '-');
        }
        Word word = new Word(text.toString().strip(), box, y, size, weight / glyphs.size(), 1, font(glyphs));
        if (!word.text().isEmpty()) {
            words.add(word);
        }
    }

    /** Of the first letter: what stands before it may come from a font of signs. */
    private static String font(List<Glyph> glyphs) {
        for (Glyph glyph : glyphs) {
            if (!glyph.text().isEmpty() && Character.isLetter(glyph.text().codePointAt(0))) {
                return glyph.style().name();
            }
        }
        return glyphs.get(0).style().name();
    }

    /** Digits run from left to right in every script. */
    private static void turnNumbers(List<Glyph> glyphs) {
        for (int from = 0; from < glyphs.size(); from++) {
            int to = from;
            while (to < glyphs.size() && Character.isDigit(glyphs.get(to).text().codePointAt(0))) {
                to++;
            }
            if (to > from) {
                Collections.reverse(glyphs.subList(from, to));
                from = to;
            }
        }
    }

    private static String mirrored(String text) {
        return switch (text) {
            case "(" -> ")";
            case ")" -> "(";
            case "[" -> "]";
            case "]" -> "[";
            case "«" -> "»";
            case "»" -> "«";
            default -> text;
        };
    }

    /** Whether the first character belongs to a script that runs from right to left. */
    static boolean isRightToLeft(String text) {
        if (text.isEmpty()) {
            return false;
        }
        byte direction = Character.getDirectionality(text.codePointAt(0));
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
