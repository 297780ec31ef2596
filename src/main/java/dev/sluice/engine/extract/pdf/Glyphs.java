package dev.sluice.engine.extract.pdf;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/** The characters of one page as displayed, in the order of the content stream. */
final class Glyphs {
    /**
     * One drawn character.
     *
     * @param x left edge in the direction of its text
     * @param y baseline in that direction, downwards
     * @param direction of the text relative to the page as displayed, in degrees clockwise; 0 is upright
     */
    record Glyph(String text, float x, float y, float width, float size, FontStyle style, float space, int direction) {
        boolean blank() {
            return text.isBlank();
        }
    }

    private final Map<PDFont, FontStyle> styles = new IdentityHashMap<>();
    /** Characters whose outline is drawn as well as filled: the poor man's bold. */
    private final Set<TextPosition> outlined = Collections.newSetFromMap(new IdentityHashMap<>());

    void outlined(TextPosition position) {
        outlined.add(position);
    }

    /** Forgets what it knew of single characters; fonts stay known. */
    void nextPage() {
        outlined.clear();
    }

    List<Glyph> of(List<TextPosition> positions, int pageRotation, float width, float height) {
        List<Glyph> glyphs = new ArrayList<>(positions.size());
        for (TextPosition position : positions) {
            Glyph glyph = of(position, pageRotation);
            boolean upright = glyph.direction() == 0;
            // Text beside the page is seen by nobody.
            boolean outside = upright
                    && (glyph.x() + glyph.width() < 0
                            || glyph.x() > width
                            || glyph.y() < 0
                            || glyph.y() - glyph.size() > height);
            if (!outside && glyph.size() > 0) {
                glyphs.add(glyph);
            }
        }
        return glyphs;
    }

    private Glyph of(TextPosition position, int pageRotation) {
        FontStyle style = styles.computeIfAbsent(position.getFont(), FontStyle::of);
        int direction = Math.floorMod(Math.round(position.getDir()) - pageRotation, 360);
        boolean upright = direction == 0;
        float size = Math.abs(upright && pageRotation == 0 ? position.getYScale() : position.getFontSizeInPt());
        if (size <= 0 || position.getHeightDir() > 0 && size > 12 * position.getHeightDir()) {
            // Fonts made of drawings have a scale of their own.
            size = Math.max(1, position.getHeightDir() * 1.3f);
        }
        return new Glyph(
                unligatured(position.getUnicode()),
                position.getXDirAdj(),
                position.getYDirAdj(),
                position.getWidthDirAdj(),
                size,
                outlined.contains(position) ? style.bolder() : style,
                position.getWidthOfSpace(),
                direction);
    }

    /** Ligatures and shaped Arabic letters as the letters they stand for. */
    private static String unligatured(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        char first = text.charAt(0);
        boolean presentation = first >= '\ufb00' && first <= '\ufdff' || first >= '\ufe70' && first <= '\ufefe';
        return presentation ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
    }
}
