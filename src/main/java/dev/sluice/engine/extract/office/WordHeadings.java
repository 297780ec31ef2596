package dev.sluice.engine.extract.office;

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
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;

/** Tells which paragraphs of a Word document are headings: by outline level, by style, else by their looks. */
final class WordHeadings {
    /** Built-in styles have English names in every language's Word; converted files have the program's own. */
    private static final Pattern HEADING_NAME = Pattern.compile("^(?:heading|überschrift|titre|título|titolo|kop|rubrik"
            + "|overskrift|otsikko|nagłówek|nadpis|naslov|başlık|заголовок|επικεφαλίδα|제목|見出し|标题|標題)\\s*([1-9])");

    private static final Pattern TITLE_NAME = Pattern.compile(
            "^(?:title|titel|titre principal|titre|título|titolo|document title|main title|cover title|book title|toc heading|heading)$");
    private static final Pattern SUBTITLE_NAME = Pattern.compile(
            "^(?:subtitle|untertitel|sous-titre|subtítulo|sottotitolo|(?:chapter|section|sub)[ -]?(?:title|heading|head))$");
    private static final int DEEPEST_STYLE = 20;
    private static final int LONGEST_BOLD = 120;
    private static final double LARGE_POINTS = 16;
    private static final double LARGER = 1.25;

    private final XWPFDocument document;
    private final Map<String, Style> styles = new HashMap<>();
    private final double usualSize;

    /** What a style says of its paragraphs; level 0 for no heading, size 0 for none stated. */
    private record Style(int level, boolean bold, double size) {}

    WordHeadings(XWPFDocument document) {
        this.document = document;
        double size = style(defaultStyle(document)).size();
        if (size == 0 && document.getStyles() != null && document.getStyles().getDefaultRunStyle() != null) {
            Double stated = document.getStyles().getDefaultRunStyle().getFontSizeAsDouble();
            size = stated == null || stated <= 0 ? 0 : stated;
        }
        this.usualSize = size > 0 ? size : 11;
    }

    private static @Nullable String defaultStyle(XWPFDocument document) {
        return document.getStyles() != null && document.getStyles().getStyle("Normal") != null ? "Normal" : null;
    }

    /** 1 to 6, or 0 for no heading. */
    int level(XWPFParagraph paragraph, String text) {
        if (paragraph.getCTP().getPPr() != null && paragraph.getCTP().getPPr().isSetOutlineLvl()) {
            int outline = paragraph.getCTP().getPPr().getOutlineLvl().getVal().intValue();
            return outline < 9 ? outline + 1 : 0;
        }
        Style style = style(paragraph.getStyle());
        return style.level() > 0 ? style.level() : byLooks(paragraph, text, style);
    }

    private Style style(@Nullable String id) {
        return id == null ? new Style(0, false, 0) : styles.computeIfAbsent(id, this::read);
    }

    private Style read(String styleId) {
        int level = 0;
        boolean bold = false;
        double size = 0;
        String id = styleId;
        for (int i = 0; id != null && document.getStyles() != null && i < DEEPEST_STYLE; i++) {
            XWPFStyle style = document.getStyles().getStyle(id);
            if (style == null) {
                break;
            }
            level = level == 0 ? level(style) : level;
            CTRPr looks = style.getCTStyle().getRPr();
            if (looks != null) {
                bold = bold
                        || looks.sizeOfBArray() > 0
                                && !"false"
                                        .equals(String.valueOf(
                                                looks.getBArray(0).getVal()));
                size = size == 0 && looks.sizeOfSzArray() > 0
                        ? halfPoints(looks.getSzArray(0).getVal())
                        : size;
            }
            id = style.getBasisStyleID();
        }
        return new Style(Math.max(0, level), bold, size);
    }

    private static double halfPoints(Object value) {
        try {
            return Double.parseDouble(String.valueOf(value)) / 2;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** -1 when the style says that it is none. */
    private static int level(XWPFStyle style) {
        String name = style.getName() == null ? "" : style.getName().strip().toLowerCase(Locale.ROOT);
        Matcher heading = HEADING_NAME.matcher(name);
        if (heading.find()) {
            return heading.group(1).charAt(0) - '0';
        }
        if (TITLE_NAME.matcher(name).matches()) {
            return 1;
        }
        if (SUBTITLE_NAME.matcher(name).matches()) {
            return 2;
        }
        CTPPrGeneral properties = style.getCTStyle().getPPr();
        if (properties != null && properties.isSetOutlineLvl()) {
            int outline = properties.getOutlineLvl().getVal().intValue();
            return outline < 9 ? outline + 1 : -1;
        }
        return 0;
    }

    /** Many authors make a heading by making a short line bold or large, or by writing it in capitals. */
    private int byLooks(XWPFParagraph paragraph, String text, Style style) {
        List<XWPFRun> runs = paragraph.getRuns();
        boolean brief = text.length() <= LONGEST_BOLD && text.indexOf('\n') < 0;
        char last = text.charAt(text.length() - 1);
        if (runs.isEmpty() || !brief || last == '.' || last == ':' || last == ',' || last == ';') {
            return 0;
        }
        if (paragraph.getNumID() != null
                || text.codePoints().filter(Character::isLetter).count() < 2) {
            return 0;
        }
        boolean bold = true;
        double largest = style.size();
        for (XWPFRun run : runs) {
            boolean blank = String.valueOf(run.text()).isBlank();
            bold &= blank || run.isBold() || style.bold();
            Double size = run.getFontSizeAsDouble();
            largest = Math.max(largest, size == null || blank ? 0 : size);
        }
        boolean capitals = text.equals(text.toUpperCase(Locale.ROOT))
                && text.codePoints().filter(Character::isUpperCase).count() >= 5;
        if (!bold && !capitals && largest < LARGER * usualSize) {
            return 0;
        }
        return largest >= LARGE_POINTS ? 1 : 2;
    }
}
