package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Texts;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.xmlbeans.XmlCursor;
import org.apache.xmlbeans.XmlObject;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;

/** Tells headings, list items and plain paragraphs of a Word document apart. */
final class WordParagraphs {
    private static final Pattern HEADING_NAME = Pattern.compile("^heading\\s*([1-9])");
    private static final int DEEPEST_STYLE = 20;
    private static final int LONGEST_BOLD_HEADING = 120;
    private static final int LARGE_POINTS = 16;
    private static final String TEXT_BOX =
            "declare namespace w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' .//w:txbxContent";

    private final XWPFDocument document;
    private final DocumentSink sink;
    private final Map<String, Integer> counters = new HashMap<>();

    WordParagraphs(XWPFDocument document, DocumentSink sink) {
        this.document = document;
        this.sink = sink;
    }

    void add(XWPFParagraph paragraph) {
        String text = Texts.lines(paragraph.getText());
        int level = text.isEmpty() ? 0 : headingLevel(paragraph, text);
        BigInteger number = numbering(paragraph);
        if (level > 0) {
            sink.add(Block.heading(level, text, 0, null));
        } else if (number != null && number.signum() > 0 && !text.isEmpty()) {
            int depth = depth(paragraph);
            sink.add(Block.listItem(depth, marker(paragraph, number, depth), text, 0, null));
        } else {
            sink.add(Block.paragraph(text, 0, null));
        }
        textBoxes(paragraph.getCTP());
    }

    private static @Nullable BigInteger numbering(XWPFParagraph paragraph) {
        return paragraph.getNumID();
    }

    private static int depth(XWPFParagraph paragraph) {
        BigInteger depth = paragraph.getNumIlvl();
        return depth == null ? 0 : Math.max(0, Math.min(8, depth.intValue()));
    }

    private String marker(XWPFParagraph paragraph, BigInteger list, int depth) {
        String format = paragraph.getNumFmt();
        if (format == null || format.equals("bullet") || format.equals("none")) {
            return "-";
        }
        // A deeper list starts anew after each item above it.
        counters.keySet().removeIf(key -> key.startsWith(list + "/") && key.compareTo(list + "/" + depth) > 0);
        return counters.merge(list + "/" + depth, 1, Integer::sum) + ".";
    }

    private int headingLevel(XWPFParagraph paragraph, String text) {
        if (paragraph.getCTP().getPPr() != null && paragraph.getCTP().getPPr().isSetOutlineLvl()) {
            int outline = paragraph.getCTP().getPPr().getOutlineLvl().getVal().intValue();
            return outline < 9 ? outline + 1 : 0;
        }
        int styled = styledLevel(paragraph.getStyle());
        return styled > 0 ? styled : boldLevel(paragraph, text);
    }

    private int styledLevel(@Nullable String styleId) {
        String id = styleId;
        for (int i = 0; id != null && document.getStyles() != null && i < DEEPEST_STYLE; i++) {
            XWPFStyle style = document.getStyles().getStyle(id);
            if (style == null) {
                return 0;
            }
            String name = style.getName() == null ? "" : style.getName().toLowerCase(Locale.ROOT);
            Matcher heading = HEADING_NAME.matcher(name);
            if (heading.find()) {
                return heading.group(1).charAt(0) - '0';
            }
            if (name.equals("title")) {
                return 1;
            }
            if (name.equals("subtitle")) {
                return 2;
            }
            CTPPrGeneral properties = style.getCTStyle().getPPr();
            if (properties != null && properties.isSetOutlineLvl()) {
                int outline = properties.getOutlineLvl().getVal().intValue();
                return outline < 9 ? outline + 1 : 0;
            }
            id = style.getBasisStyleID();
        }
        return 0;
    }

    /** Many authors make a heading by making a short line bold, or by writing it in capitals. */
    private static int boldLevel(XWPFParagraph paragraph, String text) {
        List<XWPFRun> runs = paragraph.getRuns();
        boolean bold = runs.stream()
                .allMatch(run -> run.isBold() || String.valueOf(run.text()).isBlank());
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT))
                && text.codePoints().filter(Character::isUpperCase).count() >= 5;
        boolean brief = text.length() <= LONGEST_BOLD_HEADING && text.indexOf('\n') < 0;
        if (runs.isEmpty()
                || !bold && !capitals
                || !brief
                || text.endsWith(".")
                || text.endsWith(":")
                || text.endsWith(",")) {
            return 0;
        }
        if (numbering(paragraph) != null
                || text.codePoints().filter(Character::isLetter).count() < 2) {
            return 0;
        }
        double largest = 0;
        for (XWPFRun run : runs) {
            Double size = run.getFontSizeAsDouble();
            largest = Math.max(largest, size == null ? 0 : size);
        }
        return largest >= LARGE_POINTS ? 1 : 2;
    }

    /** Boxes drawn on the page. Word stores each twice, for itself and for older programs: the first is taken. */
    private void textBoxes(CTP paragraph) {
        for (XmlObject box : paragraph.selectPath(TEXT_BOX)) {
            String text = Texts.lines(textOf(box));
            if (!text.isEmpty()) {
                sink.add(Block.paragraph(text, 0, null));
                return;
            }
        }
    }

    private static String textOf(XmlObject box) {
        StringBuilder text = new StringBuilder();
        try (XmlCursor cursor = box.newCursor()) {
            XmlCursor.TokenType token = cursor.toNextToken();
            int depth = 1;
            boolean inText = false;
            while (depth > 0 && !token.isNone()) {
                if (token.isStart()) {
                    depth++;
                    String name = cursor.getName().getLocalPart();
                    inText = name.equals("t");
                    text.append(name.equals("p") || name.equals("br") ? "\n" : name.equals("tab") ? " " : "");
                } else if (token.isEnd()) {
                    depth--;
                    inText = false;
                } else if (token.isText() && inText) {
                    text.append(cursor.getChars());
                }
                token = cursor.toNextToken();
            }
        }
        return text.toString();
    }
}
