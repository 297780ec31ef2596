package dev.sluice.engine.extract.pdf;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Counts drawn characters for which a file does not say what letters they are: such text can be seen but not read. */
final class UnknownLetters {
    private static final int MOST_CODES = 1 << 16;
    private static final int FEW = 20;

    private final Map<PDFont, Known> fonts = new IdentityHashMap<>();
    private int shown;
    private int unknown;

    private record Known(BitSet asked, BitSet bad) {}

    void nextPage() {
        shown = 0;
        unknown = 0;
    }

    void shown(PDFont font, int code) {
        shown++;
        if (code < 0 || code >= MOST_CODES) {
            return;
        }
        Known known = fonts.computeIfAbsent(font, f -> new Known(new BitSet(), new BitSet()));
        if (!known.asked().get(code)) {
            known.asked().set(code);
            known.bad().set(code, isUnknown(font, code));
        }
        unknown += known.bad().get(code) ? 1 : 0;
    }

    private static boolean isUnknown(PDFont font, int code) {
        try {
            String text = font.toUnicode(code);
            if (text == null || text.isEmpty()) {
                return true;
            }
            int c = text.codePointAt(0);
            return c == 0xfffd
                    || c < ' ' && !Character.isWhitespace(c)
                    || Character.getType(c) == Character.PRIVATE_USE && c < 0xf000;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** The part of the page's characters that nobody can read, 0 to 1; 0 if there are too few to tell. */
    double part() {
        return shown < FEW ? 0 : (double) unknown / shown;
    }
}
