package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.TableBuilder;
import dev.sluice.engine.extract.Texts;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.poi.hslf.usermodel.HSLFTextParagraph;
import org.apache.poi.sl.usermodel.GroupShape;
import org.apache.poi.sl.usermodel.Notes;
import org.apache.poi.sl.usermodel.ObjectShape;
import org.apache.poi.sl.usermodel.PictureShape;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.sl.usermodel.Shape;
import org.apache.poi.sl.usermodel.Slide;
import org.apache.poi.sl.usermodel.SlideShow;
import org.apache.poi.sl.usermodel.SlideShowFactory;
import org.apache.poi.sl.usermodel.TableCell;
import org.apache.poi.sl.usermodel.TableShape;
import org.apache.poi.sl.usermodel.TextParagraph;
import org.apache.poi.sl.usermodel.TextRun;
import org.apache.poi.sl.usermodel.TextShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.jspecify.annotations.Nullable;

/** Presentations: each slide is a page; titles are headings, bullets list items, tables tables, notes follow. */
public final class SlidesExtractor implements Extractor {
    private static final Set<String> PREFIXES =
            Set.of("application/vnd.openxmlformats-officedocument.presentationml", "application/vnd.ms-powerpoint");
    private static final Set<Placeholder> TITLES =
            Set.of(Placeholder.TITLE, Placeholder.CENTERED_TITLE, Placeholder.VERTICAL_TEXT_TITLE);
    private static final Set<Placeholder> FURNITURE = Set.of(Placeholder.SLIDE_NUMBER, Placeholder.DATETIME);
    private static final int DEEPEST_GROUP = 20;
    private static final double SMALLEST_TITLE = 18;
    private static final double HIGH = 0.4;
    private static final int LONGEST_TITLE = 120;

    @Override
    public boolean reads(String mediaType) {
        return PREFIXES.stream().anyMatch(mediaType::startsWith);
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        try (SlideShow<?, ?> show = SlideShowFactory.create(document.toFile(), null, true)) {
            sink.pageCount(show.getSlides().size());
            Dimension size = show.getPageSize();
            AttachmentList attachments = new AttachmentList();
            int number = 0;
            for (Slide<?, ?> slide : show.getSlides()) {
                number++;
                if (!sink.options().pages().includes(number)) {
                    continue;
                }
                sink.page(new Page(number, size.width, size.height, 0, "text", List.of(), List.of()));
                new SlideReader(sink, number, size.height, attachments).read(slide);
            }
            attachments.report(sink);
        }
    }

    /** Reads one slide's shapes in their drawing order, the title first. */
    private static final class SlideReader {
        private final DocumentSink sink;
        private final int page;
        private final double height;
        private final AttachmentList attachments;
        private @Nullable TextShape<?, ?> drawnTitle;

        SlideReader(DocumentSink sink, int page, double height, AttachmentList attachments) {
            this.height = height;
            this.sink = sink;
            this.page = page;
            this.attachments = attachments;
        }

        void read(Slide<?, ?> slide) {
            boolean titled = false;
            for (Shape<?, ?> shape : slide.getShapes()) {
                if (isTitle(shape)) {
                    titled |= title((TextShape<?, ?>) shape);
                }
            }
            if (!titled) {
                drawnTitle = drawnTitle(slide);
                if (drawnTitle != null) {
                    title(drawnTitle);
                }
            }
            slide.getShapes().forEach(shape -> shape(shape, 0));
            if (slide instanceof XSLFSlide part) {
                new DrawingParts(sink, page).readAll(part);
            }
            Notes<?, ?> notes = slide.getNotes();
            if (notes != null) {
                notes(notes);
            }
        }

        private boolean title(TextShape<?, ?> shape) {
            String title = Texts.oneLine(shape.getText());
            sink.add(Block.heading(page == 1 ? 1 : 2, title, page, box(shape)));
            return !title.isEmpty();
        }

        /** The title of a slide whose author drew a box for it: one line, high on the slide, larger than all others. */
        private @Nullable TextShape<?, ?> drawnTitle(Slide<?, ?> slide) {
            TextShape<?, ?> best = null;
            double largest = SMALLEST_TITLE;
            boolean rivals = false;
            for (Shape<?, ?> shape : slide.getShapes()) {
                if (shape instanceof TextShape<?, ?> text && !(shape instanceof TableShape<?, ?>)) {
                    double size = size(text);
                    rivals = rivals && size < largest || size == largest;
                    if (size > largest) {
                        largest = size;
                        best = text;
                    }
                }
            }
            if (best == null || rivals) {
                return null;
            }
            Box place = box(best);
            boolean high = place != null && place.y0() < HIGH * height;
            return high && Texts.oneLine(best.getText()).length() <= LONGEST_TITLE ? best : null;
        }

        private static double size(TextShape<?, ?> shape) {
            double largest = 0;
            for (TextParagraph<?, ?, ?> paragraph : shape.getTextParagraphs()) {
                for (TextRun run : paragraph.getTextRuns()) {
                    Double size = run.getFontSize();
                    boolean blank = run.getRawText() == null || run.getRawText().isBlank();
                    largest = Math.max(largest, size == null || blank ? 0 : size);
                }
            }
            return largest;
        }

        private static boolean isTitle(Shape<?, ?> shape) {
            Placeholder kind = shape instanceof TextShape<?, ?> text ? placeholder(text) : null;
            return kind != null && TITLES.contains(kind);
        }

        private static @Nullable Placeholder placeholder(TextShape<?, ?> text) {
            return text.getPlaceholder();
        }

        private void shape(Shape<?, ?> shape, int depth) {
            if (shape instanceof GroupShape<?, ?> group && depth < DEEPEST_GROUP) {
                group.getShapes().forEach(inner -> shape(inner, depth + 1));
            } else if (shape instanceof TableShape<?, ?> table) {
                table(table);
            } else if (shape instanceof ObjectShape<?, ?> object) {
                String name = object.getFullName();
                attachments.add(name == null || name.isBlank() ? "embedded object on slide " + page : name);
            } else if (shape instanceof PictureShape<?, ?> picture) {
                figure(picture);
            } else if (shape instanceof TextShape<?, ?> text && !isTitle(shape) && !shape.equals(drawnTitle)) {
                Placeholder kind = placeholder(text);
                if (kind == null || !FURNITURE.contains(kind)) {
                    paragraphs(text);
                }
            }
        }

        private void figure(PictureShape<?, ?> shape) {
            try {
                if (sink.wantsFigures() && shape.getPictureData() != null) {
                    sink.figure(shape.getPictureData().getData(), "", page, box(shape));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void paragraphs(TextShape<?, ?> shape) {
            Box box = box(shape);
            int number = 0;
            for (TextParagraph<?, ?, ?> paragraph : shape.getTextParagraphs()) {
                String text = Texts.lines(text(paragraph));
                if (isBullet(paragraph) && !text.isEmpty()) {
                    boolean counted = paragraph.getBulletStyle() != null
                            && paragraph.getBulletStyle().getAutoNumberingScheme() != null;
                    String marker = counted ? ++number + "." : "-";
                    sink.add(Block.listItem(paragraph.getIndentLevel(), marker, text, page, box));
                } else {
                    sink.add(Block.paragraph(text, page, box));
                }
            }
        }

        private static boolean isBullet(TextParagraph<?, ?, ?> paragraph) {
            return paragraph instanceof HSLFTextParagraph old ? old.isBullet() : paragraph.getBulletStyle() != null;
        }

        private static String text(TextParagraph<?, ?, ?> paragraph) {
            StringBuilder text = new StringBuilder();
            for (TextRun run : paragraph.getTextRuns()) {
                String raw = run.getRawText();
                text.append(raw == null ? "" : raw.replace('\u000b', '\n'));
            }
            return text.toString();
        }

        private void table(TableShape<?, ?> shape) {
            TableBuilder table = new TableBuilder(sink);
            for (int row = 0; row < shape.getNumberOfRows(); row++) {
                for (int column = 0; column < shape.getNumberOfColumns(); column++) {
                    TableCell<?, ?> cell = shape.getCell(row, column);
                    // A merged cell stands once, where it begins; what it covers is left out.
                    if (cell == null || !cell.isMerged()) {
                        int wide = cell == null ? 1 : cell.getGridSpan();
                        int high = cell == null ? 1 : cell.getRowSpan();
                        table.cell(cell == null ? "" : Texts.lines(cell.getText()), wide, high);
                    }
                }
                table.endRow();
            }
            sink.add(Block.table(table.build(), page, box(shape)));
        }

        private void notes(Notes<?, ?> notes) {
            for (Shape<?, ?> shape : notes.getShapes()) {
                if (shape instanceof TextShape<?, ?> text && placeholder(text) == Placeholder.BODY) {
                    String note = Texts.lines(text.getText());
                    if (!note.isBlank()) {
                        sink.add(Block.paragraph("Notes: " + note, page, null));
                    }
                }
            }
        }

        private static @Nullable Box box(Shape<?, ?> shape) {
            Rectangle2D anchor = shape.getAnchor();
            return anchor == null
                    ? null
                    : new Box(anchor.getMinX(), anchor.getMinY(), anchor.getMaxX(), anchor.getMaxY());
        }
    }
}
