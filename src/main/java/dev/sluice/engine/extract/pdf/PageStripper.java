package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.PageSelection;
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
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Reads words, ruling lines and the place of pictures from each page, in one pass over its content. */
final class PageStripper extends PDFTextStripper implements PathOperators.Target {
    /** Takes the pages one after another. */
    interface Pages {
        /**
         * Takes one page.
         *
         * @param unreadable the part of its characters whose letters the file does not tell, 0 to 1
         */
        void page(Page page, List<Picture> pictures, double unreadable) throws IOException;
    }

    private static final int DEEPEST_FORM = 20;
    private static final int MOST_PICTURES = 5_000;

    private final Pages pages;
    private final Glyphs glyphs = new Glyphs();
    private final RuleCollector rules = new RuleCollector();
    private PageFrame frame = new PageFrame(new PDPage());
    private final PageSelection selection;
    private final boolean keepPictures;
    private final UnknownLetters letters = new UnknownLetters();
    private List<Picture> pictures = new ArrayList<>();
    private float lineWidth = 1;
    private int formDepth;

    PageStripper(PageSelection selection, boolean keepPictures, Pages pages) {
        this.selection = selection;
        this.keepPictures = keepPictures;
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
        if (!selection.includes(getCurrentPageNo())) {
            return;
        }
        frame = new PageFrame(page);
        pictures = new ArrayList<>();
        letters.nextPage();
        formDepth = 0;
        rules.take();
        glyphs.nextPage();
        super.processPage(page);
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        letters.shown(font, code);
        super.showGlyph(matrix, font, code, displacement);
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
        words.addAll(AnnotationText.of(getCurrentPage(), frame));
        pages.page(
                new Page(
                        getCurrentPageNo(),
                        frame.width(),
                        frame.height(),
                        frame.rotation(),
                        words.isEmpty() ? "none" : "text",
                        words,
                        rules.take()),
                pictures,
                letters.part());
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
                Box box = new Box(
                        Math.min(a.getX(), b.getX()),
                        Math.min(a.getY(), b.getY()),
                        Math.max(a.getX(), b.getX()),
                        Math.max(a.getY(), b.getY()));
                if (pictures.size() < MOST_PICTURES) {
                    PDXObject image = keepPictures ? getResources().getXObject(name) : null;
                    pictures.add(new Picture(box, image instanceof PDImageXObject picture ? picture : null));
                }
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
