package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Texts;
import dev.sluice.engine.extract.Word;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/** Text of a page that is in no content stream: comments, and values of form fields that nobody has drawn yet. */
final class AnnotationText {
    private static final Set<String> COMMENTS = Set.of(
            "Text",
            "Highlight",
            "Underline",
            "StrikeOut",
            "Squiggly",
            "Caret",
            "Square",
            "Circle",
            "Line",
            "Polygon",
            "Ink",
            "Stamp");
    private static final float USUAL_SIZE = 10;
    private static final float SMALLEST = 4;
    private static final int DEEPEST = 20;
    private static final int REGULAR = 400;

    private AnnotationText() {}

    /** Comments come as words without a baseline, which go behind the page's text; values stand where their fields are. */
    static List<Word> of(PDPage page, PageFrame frame) throws IOException {
        List<Word> words = new ArrayList<>();
        for (PDAnnotation annotation : page.getAnnotations()) {
            String kind = annotation.getSubtype();
            if (annotation.isHidden() || annotation.getRectangle() == null || kind == null) {
                continue;
            }
            Box box = box(annotation.getRectangle(), frame);
            String contents = annotation.getContents();
            if (COMMENTS.contains(kind) && contents != null && !contents.isBlank()) {
                add("Comment: " + contents, box, Double.NaN, words);
            } else if (kind.equals("Widget") && annotation.getNormalAppearanceStream() == null) {
                double baseline = box.y1() - 0.25 * box.height();
                add(value(annotation.getCOSObject()), box, baseline, words);
            }
        }
        return words;
    }

    private static Box box(PDRectangle rectangle, PageFrame frame) {
        Point2D a = frame.fromUser(new Point2D.Double(rectangle.getLowerLeftX(), rectangle.getLowerLeftY()));
        Point2D b = frame.fromUser(new Point2D.Double(rectangle.getUpperRightX(), rectangle.getUpperRightY()));
        return new Box(
                Math.min(a.getX(), b.getX()),
                Math.min(a.getY(), b.getY()),
                Math.max(a.getX(), b.getX()),
                Math.max(a.getY(), b.getY()));
    }

    /** The value of a text or choice field; it may be kept by the field's parent. */
    private static String value(COSDictionary field) {
        COSDictionary at = field;
        for (int i = 0; at != null && i < DEEPEST; i++) {
            COSBase value = at.getDictionaryObject(COSName.V);
            if (value instanceof COSString text) {
                return text.getString();
            }
            at = at.getCOSDictionary(COSName.PARENT);
        }
        return "";
    }

    private static void add(String text, Box box, double baseline, List<Word> words) {
        String line = Texts.oneLine(text);
        if (line.isEmpty()) {
            return;
        }
        float size = (float) Math.max(SMALLEST, Math.min(USUAL_SIZE, 0.7 * box.height()));
        double x = box.x0();
        for (String word : line.split(" ")) {
            double width = Math.max(1, 0.5 * size * word.length());
            Box place = Double.isNaN(baseline)
                    ? box
                    : new Box(x, baseline - 0.78 * size, x + width, baseline + 0.22 * size);
            words.add(new Word(word, place, baseline, size, REGULAR, 1));
            x += width + 0.3 * size;
        }
    }
}
