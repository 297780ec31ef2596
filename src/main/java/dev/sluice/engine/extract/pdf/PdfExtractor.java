package dev.sluice.engine.extract.pdf;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.ocr.Tesseract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.jspecify.annotations.Nullable;

/** PDF by PDFBox. A page that is a picture without text is rendered and read by tesseract. */
public final class PdfExtractor implements Extractor {
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
            sink.options().pages().check(count);
            describe(pdf.getDocumentInformation(), sink);
            attachments(pdf, sink);
            PageBlocks blocks = new PageBlocks(sink);
            PdfOcr ocr = new PdfOcr(pdf, tesseract, sink);
            PdfPictures figures = new PdfPictures(sink);
            int[] read = {0};
            new PageStripper(sink.options().pages(), sink.wantsFigures(), (page, pictures, unreadable) -> {
                        // The count a file states may be less than the pages its tree holds.
                        sink.pageCount(Math.max(count, ++read[0]));
                        blocks.add(ocr.read(page, pictures, unreadable));
                        blocks.figures(figures.of(page, pictures));
                    })
                    .read(pdf);
            blocks.finish();
        }
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
