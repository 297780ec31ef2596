package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFAbstractFootnoteEndnote;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPictureData;
import org.jspecify.annotations.Nullable;

/** Tells headings, list items and plain paragraphs of a Word document apart. */
final class WordParagraphs {
    private final XWPFDocument document;
    private final DocumentSink sink;
    private final WordHeadings headings;
    private final WordNumbers numbers;
    private final DrawingParts parts;
    /** Notes in the order in which they are referred to, with the blocks that do. */
    private final Map<WordText.Note, List<Integer>> notes = new LinkedHashMap<>();

    WordParagraphs(XWPFDocument document, DocumentSink sink) {
        this.document = document;
        this.sink = sink;
        this.headings = new WordHeadings(document);
        this.numbers = new WordNumbers(document);
        this.parts = new DrawingParts(sink, 0);
    }

    void add(XWPFParagraph paragraph) {
        WordText read = WordText.of(paragraph.getCTP());
        String text = Texts.lines(numbered(read));
        BigInteger list = paragraph.getNumID();
        boolean listed = list != null && list.signum() > 0;
        int level = text.isEmpty() ? 0 : headings.level(paragraph, text);
        String number = listed && !text.isEmpty() ? numbers.next(paragraph) : "";
        if (level > 0) {
            sink.add(Block.heading(level, number.isEmpty() ? text : number + " " + text, 0, null));
        } else if (listed && !text.isEmpty()) {
            String marker = number.isEmpty() ? "-" : number.endsWith(".") ? number : number + ".";
            sink.add(Block.listItem(depth(paragraph), marker, text, 0, null));
        } else {
            sink.add(Block.paragraph(text, 0, null));
        }
        drawings(read);
    }

    /** Puts the document-wide number of each note where the paragraph counts its own. */
    private String numbered(WordText read) {
        String text = read.text();
        int block = sink.blocks().size();
        for (int i = read.notes().size(); i > 0; i--) {
            // Backwards, so that a number put in is not taken for one to be replaced.
            text = text.replace("[^" + i + "]", "\u0000" + i + "\u0001");
        }
        for (int i = 1; i <= read.notes().size(); i++) {
            WordText.Note note = read.notes().get(i - 1);
            notes.computeIfAbsent(note, n -> new ArrayList<>()).add(block);
            int number = new ArrayList<>(notes.keySet()).indexOf(note) + 1;
            text = text.replace("\u0000" + i + "\u0001", "[" + number + "]");
        }
        return text;
    }

    private static int depth(XWPFParagraph paragraph) {
        BigInteger depth = paragraph.getNumIlvl();
        return depth == null ? 0 : Math.max(0, Math.min(8, depth.intValue()));
    }

    /** What a table, the block added last, refers to and what is drawn in it. */
    void beside(WordText read) {
        int block = Math.max(0, sink.blocks().size() - 1);
        read.notes()
                .forEach(note ->
                        notes.computeIfAbsent(note, n -> new ArrayList<>()).add(block));
        drawings(read);
    }

    /** What is drawn on the page beside the text: boxes, charts, diagrams. */
    private void drawings(WordText read) {
        for (String box : read.boxes()) {
            sink.add(Block.paragraph(Texts.lines(box), 0, null));
        }
        read.drawings().forEach(relation -> parts.read(document, relation, null));
        if (sink.wantsFigures()) {
            read.pictures().forEach(this::figure);
        }
    }

    private void figure(String relation) {
        XWPFPictureData picture = document.getPictureDataByID(relation);
        try {
            if (picture != null) {
                sink.figure(picture.getData(), "", 0, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds footnotes and endnotes, each behind its number. */
    void notes() {
        int number = 0;
        for (Map.Entry<WordText.Note, List<Integer>> entry : notes.entrySet()) {
            number++;
            XWPFAbstractFootnoteEndnote note = find(entry.getKey());
            String text = note == null ? "" : Texts.lines(textOf(note));
            if (!text.isEmpty()) {
                sink.footnote(Integer.toString(number), sink.blocks().size(), entry.getValue());
                sink.add(Block.paragraph("[" + number + "] " + text, 0, null));
            }
        }
    }

    private static String textOf(XWPFAbstractFootnoteEndnote note) {
        StringBuilder text = new StringBuilder();
        note.getParagraphs()
                .forEach(paragraph ->
                        text.append(WordText.of(paragraph.getCTP()).text()).append('\n'));
        return text.toString();
    }

    private @Nullable XWPFAbstractFootnoteEndnote find(WordText.Note note) {
        try {
            int id = Integer.parseInt(note.id());
            return note.endnote() ? document.getEndnoteByID(id) : document.getFootnoteByID(id);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
