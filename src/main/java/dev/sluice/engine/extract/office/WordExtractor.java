package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.AttachmentList;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.BlockType;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.xwpf.usermodel.XWPFComment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeaderFooter;

/** Word documents (docx): headings by outline level or style, numbered and bulleted lists, tables with merged cells. */
public final class WordExtractor implements Extractor {
    @Override
    public boolean reads(String mediaType) {
        return mediaType.startsWith("application/vnd.openxmlformats-officedocument.wordprocessingml")
                || mediaType.startsWith("application/vnd.ms-word.document.macroenabled");
    }

    @Override
    public void extract(Path document, String mediaType, DocumentSink sink) throws IOException {
        // Read only, so that closing can never write to the original.
        try (OPCPackage container = OPCPackage.open(document.toFile(), PackageAccess.READ);
                XWPFDocument word = new XWPFDocument(container)) {
            describe(word, sink);
            edges(word.getHeaderList(), BlockType.HEADER, sink);
            WordParagraphs paragraphs = new WordParagraphs(word, sink);
            new WordBody(word, paragraphs, sink).read();
            paragraphs.notes();
            comments(word, sink);
            edges(word.getFooterList(), BlockType.FOOTER, sink);
            attachments(word, sink);
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
    }

    private static void describe(XWPFDocument word, DocumentSink sink) {
        POIXMLProperties.CoreProperties properties = word.getProperties().getCoreProperties();
        sink.metadata("title", properties.getTitle());
        sink.metadata("author", properties.getCreator());
        sink.metadata("subject", properties.getSubject());
        sink.metadata("keywords", properties.getKeywords());
        if (properties.getCreated() != null) {
            sink.metadata("created", properties.getCreated().toInstant().toString());
        }
        if (properties.getModified() != null) {
            sink.metadata("modified", properties.getModified().toInstant().toString());
        }
        int pages = word.getProperties().getExtendedProperties().getPages();
        sink.metadata("statedPageCount", pages > 0 ? Integer.toString(pages) : null);
    }

    /** Headers or footers, each text once: first page, even and odd pages often repeat it. */
    private static void edges(List<? extends XWPFHeaderFooter> edges, BlockType type, DocumentSink sink) {
        Set<String> texts = new LinkedHashSet<>();
        for (XWPFHeaderFooter edge : edges) {
            WordText text = WordText.of(edge._getHdrFtr());
            texts.add(Texts.lines(text.text() + "\n" + String.join("\n", text.boxes())));
        }
        texts.forEach(text -> sink.add(Block.paragraph(text, 0, null).as(type, 0)));
    }

    private static void comments(XWPFDocument word, DocumentSink sink) {
        if (word.getDocComments() == null) {
            return;
        }
        for (XWPFComment comment : word.getDocComments().getComments()) {
            String author = comment.getAuthor() == null ? "" : " by " + comment.getAuthor();
            String text = Texts.lines(comment.getText());
            if (!text.isEmpty()) {
                sink.add(Block.paragraph("Comment" + author + ": " + text, 0, null));
            }
        }
    }

    private static void attachments(XWPFDocument word, DocumentSink sink) {
        AttachmentList list = new AttachmentList();
        try {
            for (PackagePart part : word.getAllEmbeddedParts()) {
                String name = part.getPartName().getName();
                list.add(name.substring(name.lastIndexOf('/') + 1));
            }
        } catch (OpenXML4JException e) {
            list.add("an unreadable embedded object");
        }
        list.report(sink);
    }
}
