package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.xmlbeans.XmlCursor;
import org.apache.xmlbeans.XmlObject;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBody;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;

/** Reads a Word document's body in order; content controls, which may hold half the document, are looked into. */
final class WordBody {
    private static final int DEEPEST = 50;

    private final XWPFDocument word;
    private final WordParagraphs paragraphs;
    private final DocumentSink sink;

    WordBody(XWPFDocument word, WordParagraphs paragraphs, DocumentSink sink) {
        this.word = word;
        this.paragraphs = paragraphs;
        this.sink = sink;
    }

    void read() {
        CTBody body = word.getDocument().getBody();
        int control = 0;
        for (IBodyElement element : word.getBodyElements()) {
            if (element instanceof XWPFParagraph paragraph) {
                paragraphs.add(paragraph);
            } else if (element instanceof XWPFTable table) {
                table(table);
            } else if (element instanceof XWPFSDT && control < body.sizeOfSdtArray()) {
                children(body.getSdtArray(control++), 0);
            }
        }
    }

    private void table(XWPFTable table) {
        sink.add(Block.table(new WordTable(table, sink).read(), 0, null));
        paragraphs.beside(WordText.of(table.getCTTbl()));
    }

    private void children(XmlObject parent, int depth) {
        try (XmlCursor cursor = parent.newCursor()) {
            if (depth > DEEPEST || !cursor.toFirstChild()) {
                return;
            }
            do {
                XmlObject child = cursor.getObject();
                if (child instanceof CTP paragraph) {
                    paragraphs.add(new XWPFParagraph(paragraph, word));
                } else if (child instanceof CTTbl table) {
                    table(new XWPFTable(table, word));
                } else if (!cursor.getName().getLocalPart().endsWith("Pr")) {
                    children(child, depth + 1);
                }
            } while (cursor.toNextSibling());
        }
    }
}
