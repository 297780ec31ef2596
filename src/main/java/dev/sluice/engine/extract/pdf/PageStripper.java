package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Reads words, ruling lines and the place of pictures from each page, in one pass over its content. */
final class PageStripper extends PDFTextStripper implements PathOperators.Target {
    /** Takes the pages one after another. */
    interface Pages {
        /** {@code imagePart} is the part of the page that pictures cover, 0 to 1. */
        void page(Page page, double imagePart) throws IOException;
    }

    private static final int DEEPEST_FORM = 20;

    private final Pages pages;
    private final Glyphs glyphs = new Glyphs();
    private final RuleCollector rules = new RuleCollector();
    private PageFrame frame = new PageFrame(new PDPage());
    private double imageArea;
    private float lineWidth = 1;
    private int formDepth;

    PageStripper(Pages pages) {
        this.pages = pages;
        setShouldSeparateByBeads(false);
        PathOperators.install(this, this);
        addOperator(new DrawPicture());
    }

    void read(PDDocument document) throws IOException {
        writeText(document, Writer.nullWriter());
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        frame = new PageFrame(page);
        imageArea = 0;
        formDepth = 0;
        rules.take();
        glyphs.nextPage();
        super.processPage(page);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (getGraphicsState().getTextState().getRenderingMode() == RenderingMode.FILL_STROKE) {
            glyphs.outlined(text);
        }
        super.processTextPosition(text);
    }

    /** Called when the page's own content is read; what is typed into forms stands in annotations. */
    @Override
    protected void writePage() throws IOException {
        for (PDAnnotation annotation : getCurrentPage().getAnnotations()) {
            String kind = annotation.getSubtype();
            if (("Widget".equals(kind) || "FreeText".equals(kind)) && !annotation.isHidden()) {
                showAnnotation(annotation);
            }
        }
        List<Word> words = words();
        double part = Math.min(1, imageArea / (frame.width() * frame.height()));
        pages.page(
                new Page(
                        getCurrentPageNo(),
                        frame.width(),
                        frame.height(),
                        frame.rotation(),
                        words.isEmpty() ? "none" : "text",
                        words,
                        rules.take()),
                part);
    }

    /** The words of all directions; those that are not upright come last. */
    private List<Word> words() {
        Map<Integer, List<Glyphs.Glyph>> byDirection = new TreeMap<>();
        for (List<TextPosition> article : charactersByArticle) {
            for (Glyphs.Glyph glyph : glyphs.of(article, frame.rotation(), frame.width(), frame.height())) {
                byDirection
                        .computeIfAbsent(glyph.direction(), d -> new ArrayList<>())
                        .add(glyph);
            }
        }
        List<Word> words = new ArrayList<>();
        byDirection.forEach((direction, some) -> {
            int onUnturned = Math.floorMod(direction + frame.rotation(), 360);
            for (Word word : WordBuilder.build(some)) {
                words.add(
                        direction == 0
                                ? word
                                : new Word(
                                        word.text(),
                                        frame.fromText(word.box(), onUnturned),
                                        Double.NaN,
                                        word.size(),
                                        word.weight(),
                                        1,
                                        word.font()));
            }
        });
        return words;
    }

    @Override
    public RuleCollector rules() {
        return rules;
    }

    @Override
    public Point2D display(float x, float y) {
        return frame.fromUser(transformedPoint(x, y));
    }

    @Override
    public float lineWidth() {
        return Math.abs(
                lineWidth * getGraphicsState().getCurrentTransformationMatrix().getScalingFactorX());
    }

    @Override
    public void lineWidth(float width) {
        lineWidth = width;
    }

    /** Follows forms as a text stripper does, and notes where pictures are without unpacking them. */
    private final class DrawPicture extends OperatorProcessor {
        DrawPicture() {
            super(PageStripper.this);
        }

        @Override
        public String getName() {
            return "Do";
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) throws IOException {
            if (operands.isEmpty() || !(operands.get(0) instanceof COSName name) || getResources() == null) {
                return;
            }
            if (getResources().isImageXObject(name)) {
                Point2D a = display(0, 0);
                Point2D b = display(1, 1);
                imageArea += Math.abs((a.getX() - b.getX()) * (a.getY() - b.getY()));
                return;
            }
            PDXObject object = getResources().getXObject(name);
            if (object instanceof PDFormXObject form && formDepth < DEEPEST_FORM) {
                formDepth++;
                try {
                    showForm(form);
                } finally {
                    formDepth--;
                }
            }
        }
    }
}
