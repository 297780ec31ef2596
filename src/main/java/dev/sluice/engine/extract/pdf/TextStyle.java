package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What most of some text looks like.
 *
 * @param size font size in the page's unit
 * @param bold whether nearly all of it is bold
 * @param italic whether nearly all of it leans
 * @param font the font of nearly all of it; {@code ?} if there are several, empty if the text was read from an image
 */
record TextStyle(float size, boolean bold, boolean italic, String font) {
    private static final double NEARLY_ALL = 0.85;

    private static final Pattern MONOSPACED = Pattern.compile(
            "(?i)courier|mono|consol|typewriter|menlo|inconsolata|^(?:sftt|cmtt|lmtt|ectt)|lucida ?console");
    static final String MIXED = "?";

    static TextStyle of(List<Word> words) {
        Map<String, Integer> fonts = new HashMap<>();
        int characters = 0;
        int boldCharacters = 0;
        double sizes = 0;
        for (Word word : words) {
            int length = word.text().length();
            characters += length;
            boldCharacters += word.bold() ? length : 0;
            sizes += word.size() * length;
            if (!word.font().isEmpty()) {
                fonts.merge(word.font(), length, Integer::sum);
            }
        }
        int enough = (int) Math.ceil(NEARLY_ALL * characters);
        String font = fonts.isEmpty() ? "" : MIXED;
        int italicCharacters = 0;
        for (Map.Entry<String, Integer> entry : fonts.entrySet()) {
            font = entry.getValue() >= enough ? entry.getKey() : font;
            italicCharacters += FontStyle.italic(entry.getKey()) ? entry.getValue() : 0;
        }
        return new TextStyle(
                (float) (sizes / characters),
                boldCharacters >= enough,
                italicCharacters > 0 && italicCharacters >= enough,
                font);
    }

    /** Whether all of it is in one known font. */
    boolean oneFont() {
        return !font.isEmpty() && !font.equals(MIXED);
    }

    /** Whether both are in one font each, and not in the same. */
    boolean otherFont(TextStyle other) {
        return oneFont() && other.oneFont() && !font.equals(other.font);
    }

    /** Whether all letters of its font have the same width, as in programs. */
    boolean monospaced() {
        return MONOSPACED.matcher(font).find();
    }

    /** Whether the text was read from an image, where sizes are measured and not known. */
    boolean scanned() {
        return font.isEmpty();
    }
}
