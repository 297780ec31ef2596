package dev.sluice.engine.extract.office;

import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.xmlbeans.XmlCursor;
import org.apache.xmlbeans.XmlObject;

/**
 * All that a paragraph of a Word document says: its own text, in controls, links, insertions and formulas too; the texts
 * of boxes anchored in it; and what it refers to. Deletions, field codes and the copies kept for older programs are left
 * out.
 */
final class WordText {
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private final StringBuilder text = new StringBuilder();
    private final List<String> boxes = new ArrayList<>();
    private final List<String> drawings = new ArrayList<>();
    private final List<String> pictures = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private WordText() {}

    /** A reference to a footnote or endnote. */
    record Note(boolean endnote, String id) {}

    static WordText of(XmlObject paragraph) {
        WordText read = new WordText();
        try (XmlCursor cursor = paragraph.newCursor()) {
            read.children(cursor, read.text, 0);
        }
        return read;
    }

    String text() {
        return text.toString();
    }

    /** The text without the numbers of notes, where nobody counts them. */
    String withoutNotes() {
        String plain = text.toString();
        for (int i = 1; i <= notes.size(); i++) {
            plain = plain.replace("[^" + i + "]", "");
        }
        return plain;
    }

    /** The texts of boxes drawn on the page. */
    List<String> boxes() {
        return boxes;
    }

    /** Relation ids of charts and diagrams. */
    List<String> drawings() {
        return drawings;
    }

    /** Relation ids of pictures. */
    List<String> pictures() {
        return pictures;
    }

    List<Note> notes() {
        return notes;
    }

    private void children(XmlCursor cursor, StringBuilder out, int depth) {
        if (depth > 200 || !cursor.toFirstChild()) {
            return;
        }
        do {
            element(cursor, out, depth);
        } while (cursor.toNextSibling());
        cursor.toParent();
    }

    private void element(XmlCursor cursor, StringBuilder out, int depth) {
        QName name = cursor.getName();
        switch (name.getLocalPart()) {
            case "t" -> out.append(cursor.getTextValue());
            case "tab", "ptab" -> out.append(depth > 0 && !isTabStop(cursor) ? "\t" : "");
            case "br", "cr" -> out.append('\n');
            case "noBreakHyphen" -> out.append('-');
            case "p", "tr" -> {
                out.append('\n');
                children(cursor, out, depth + 1);
            }
            case "tc" -> {
                out.append(' ');
                children(cursor, out, depth + 1);
            }
            case "txbxContent" -> {
                StringBuilder box = new StringBuilder();
                children(cursor, box, depth + 1);
                if (!box.toString().isBlank()) {
                    boxes.add(box.toString());
                }
            }
            case "footnoteReference", "endnoteReference" -> note(cursor, name, out);
            case "chart" -> relation(cursor, "id", drawings);
            case "relIds" -> relation(cursor, "dm", drawings);
            case "blip" -> relation(cursor, "embed", pictures);
            case "imagedata" -> relation(cursor, "id", pictures);
            case "f" -> formula(cursor, out, depth);
            case "Fallback",
                    "del",
                    "moveFrom",
                    "instrText",
                    "delText",
                    "rPr",
                    "pPr",
                    "sdtPr",
                    "tblPr",
                    "trPr",
                    "tcPr" -> {}
            default -> children(cursor, out, depth + 1);
        }
    }

    /** A tab of the paragraph's settings, not of its text. */
    private static boolean isTabStop(XmlCursor cursor) {
        return cursor.getAttributeText(new QName(cursor.getName().getNamespaceURI(), "val")) != null;
    }

    private void note(XmlCursor cursor, QName name, StringBuilder out) {
        String id = cursor.getAttributeText(new QName(name.getNamespaceURI(), "id"));
        if (id != null) {
            notes.add(new Note(name.getLocalPart().startsWith("end"), id));
            out.append("[^").append(notes.size()).append(']');
        }
    }

    private static void relation(XmlCursor cursor, String attribute, List<String> found) {
        String id = cursor.getAttributeText(new QName(RELATIONS, attribute));
        id = id == null ? cursor.getAttributeText(new QName(STRICT_RELATIONS, attribute)) : id;
        if (id != null) {
            found.add(id);
        }
    }

    /** A fraction: what stands above the line, and what below. */
    private void formula(XmlCursor cursor, StringBuilder out, int depth) {
        if (!cursor.toFirstChild()) {
            return;
        }
        do {
            String part = cursor.getName().getLocalPart();
            out.append(part.equals("den") ? "/" : "");
            if (part.equals("num") || part.equals("den")) {
                children(cursor, out, depth + 1);
            }
        } while (cursor.toNextSibling());
        cursor.toParent();
    }
}
