package dev.sluice.engine.extract.pdf;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Word;
import dev.sluice.engine.extract.ocr.Tesseract;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** PDF by PDFBox. A page that is a picture without text is rendered and read by tesseract. */
public final class PdfExtractor implements Extractor {
    /** A page with less text, most of it covered by pictures, is a scan with a stamp rather than a text page. */
    private static final int FEW_CHARACTERS = 40;

    private static final double MOSTLY_PICTURE = 0.5;
    private static final double POINTS_PER_INCH = 72;

    private final Tesseract tesseract;

    public PdfExtractor(Tesseract tesseract) {
        this.tesseract = tesseract;
    }

    @Override
    public boolean reads(String mediaType) {
        return mediaType.equals("application/pdf") || mediaType.equals("application/x-pdf");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(document.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            int count = pdf.getNumberOfPages();
            if (count == 0) {
                throw new SluiceException(ErrorCode.CORRUPT_DOCUMENT, "The PDF has no readable pages.");
            }
            sink.pageCount(count);
            describe(pdf.getDocumentInformation(), sink);
            attachments(pdf, sink);
            PageBlocks blocks = new PageBlocks(sink);
            int[] read = {0};
            new PageStripper((page, imagePart) -> {
                        // The count a file states may be less than the pages its tree holds.
                        sink.pageCount(Math.max(count, ++read[0]));
                        blocks.add(withOcr(page, imagePart, pdf, sink));
                    })
                    .read(pdf);
            blocks.finish();
        }
    }

    private Page withOcr(Page page, double imagePart, PDDocument pdf, DocumentSink sink) throws IOException {
        int characters = page.words().stream().mapToInt(w -> w.text().length()).sum();
        boolean scan = characters == 0 && imagePart > 0.02 || characters < FEW_CHARACTERS && imagePart > MOSTLY_PICTURE;
        if (!scan) {
            return page;
        }
        List<Word> found = readImage(page, pdf, sink);
        if (found.isEmpty()) {
            if (characters == 0) {
                sink.warn("NO_TEXT", "Page " + page.number() + " is a picture without any text that could be read.");
            }
            return page;
        }
        List<Word> all = new ArrayList<>(found);
        for (Word word : page.words()) {
            boolean seen = found.stream()
                    .anyMatch(f ->
                            f.box().contains(word.box().centerX(), word.box().centerY()));
            if (!seen) {
                all.add(word);
            }
        }
        return new Page(page.number(), page.width(), page.height(), page.rotation(), "ocr", all, page.rules());
    }

    private List<Word> readImage(Page page, PDDocument pdf, DocumentSink sink) throws IOException {
        double dpi = sink.task().ocr().resolution();
        double pixels = page.width() * page.height() * dpi * dpi / POINTS_PER_INCH / POINTS_PER_INCH;
        double most = Math.min(
                sink.task().limits().imagePixels(), Runtime.getRuntime().maxMemory() / 8.0);
        if (pixels > most) {
            // A poster: as fine as fits.
            dpi *= Math.sqrt(most / pixels);
        }
        BufferedImage image = new PDFRenderer(pdf).renderImageWithDPI(page.number() - 1, (float) dpi, ImageType.GRAY);
        double scale = page.width() / image.getWidth();
        List<Word> words = new ArrayList<>();
        for (Word word : tesseract.read(image, page.number(), sink)) {
            words.add(word.scaled(scale));
        }
        return words;
    }

    private static void describe(PDDocumentInformation information, DocumentSink sink) {
        sink.metadata("title", information.getTitle());
        sink.metadata("author", information.getAuthor());
        sink.metadata("subject", information.getSubject());
        sink.metadata("keywords", information.getKeywords());
        sink.metadata("producer", information.getProducer());
        sink.metadata("created", iso(information.getCreationDate()));
        sink.metadata("modified", iso(information.getModificationDate()));
    }

    private static @Nullable String iso(@Nullable Calendar date) {
        return date == null ? null : date.toInstant().toString();
    }

    private static void attachments(PDDocument pdf, DocumentSink sink) throws IOException {
        PDAcroForm form = pdf.getDocumentCatalog().getAcroForm(null);
        if (form != null && form.hasXFA()) {
            sink.warn(
                    "XFA_NOT_READ",
                    "The PDF carries an XFA form, which is not read; only what stands on its pages is.");
        }
        AttachmentList list = new AttachmentList();
        PDDocumentNameDictionary names = pdf.getDocumentCatalog().getNames();
        if (names != null && names.getEmbeddedFiles() != null) {
            collect(names.getEmbeddedFiles(), list, 0);
        }
        list.report(sink);
    }

    private static void collect(PDNameTreeNode<? extends COSObjectable> node, AttachmentList list, int depth)
            throws IOException {
        Map<String, ? extends COSObjectable> names = node.getNames();
        if (names != null) {
            names.keySet().forEach(list::add);
        }
        // A name tree that contains itself ends here.
        if (node.getKids() != null && depth < 5) {
            for (PDNameTreeNode<? extends COSObjectable> kid : node.getKids()) {
                collect(kid, list, depth + 1);
            }
        }
    }
}
