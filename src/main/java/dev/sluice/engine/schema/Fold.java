package dev.sluice.engine.schema;

import java.text.Normalizer;
import java.util.Locale;

/** Brings words of any spelling to one: lower case, no accents, no ligatures. */
final class Fold {
    private Fold() {}

    /** The folded text; its length may differ. */
    static String fold(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c < 128 && (c < 'A' || c > 'Z');
        }
        if (plain) {
            return text;
        }
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            switch (c) {
                case 'ß' -> folded.append("ss");
                case 'ł' -> folded.append('l');
                case 'ø' -> folded.append('o');
                case 'æ' -> folded.append("ae");
                case 'œ' -> folded.append("oe");
                case 'đ' -> folded.append('d');
                case 'ı' -> folded.append('i');
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK) {
                        folded.append(c);
                    }
                }
            }
        }
        return folded.toString();
    }

    /** Letters and digits only, folded: for comparing names however they are spaced and punctuated. */
    static String bare(String text) {
        String folded = fold(text);
        StringBuilder bare = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                bare.append(c);
            }
        }
        return bare.toString();
    }
}
