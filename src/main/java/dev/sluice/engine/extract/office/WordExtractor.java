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
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeaderFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFTable;

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
            for (IBodyElement element : word.getBodyElements()) {
                if (element instanceof XWPFParagraph paragraph) {
                    paragraphs.add(paragraph);
                } else if (element instanceof XWPFTable table) {
                    sink.add(Block.table(new WordTable(table, sink).read(), 0, null));
                } else if (element instanceof XWPFSDT control) {
                    for (String line :
                            Texts.lines(control.getContent().getText()).split("\n")) {
                        sink.add(Block.paragraph(line, 0, null));
                    }
                }
            }
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
        edges.forEach(edge -> texts.add(Texts.lines(edge.getText())));
        texts.forEach(text -> sink.add(Block.paragraph(text, 0, null).as(type, 0)));
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
