package dev.sluice.engine.extract.office;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNum;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;

/** Counts a Word document's lists, for the numbers Word shows are nowhere in the file (ECMA-376 part 1, 17.9). */
final class WordNumbers {
    private static final int LEVELS = 9;

    private final XWPFDocument document;
    private final Map<BigInteger, int[]> counters = new HashMap<>();

    WordNumbers(XWPFDocument document) {
        this.document = document;
    }

    /** The next number of the paragraph's list, such as {@code 2.1}; empty for bullets and for no list. */
    String next(XWPFParagraph paragraph) {
        BigInteger list = paragraph.getNumID();
        XWPFAbstractNum kind = list == null || list.signum() <= 0 ? null : kind(list);
        if (kind == null) {
            return "";
        }
        BigInteger ilvl = paragraph.getNumIlvl();
        int level = ilvl == null ? 0 : Math.max(0, Math.min(LEVELS - 1, ilvl.intValue()));
        CTLvl own = level(kind, level);
        if (own == null || own.getLvlText() == null || own.getLvlText().getVal() == null) {
            return "";
        }
        int[] counts = counters.computeIfAbsent(kind.getAbstractNum().getAbstractNumId(), k -> new int[LEVELS]);
        for (int i = 0; i <= level; i++) {
            CTLvl at = level(kind, i);
            int start = at == null || at.getStart() == null
                    ? 1
                    : at.getStart().getVal().intValue();
            counts[i] = i == level ? (counts[i] == 0 ? start : counts[i] + 1) : counts[i] == 0 ? start : counts[i];
        }
        for (int i = level + 1; i < LEVELS; i++) {
            counts[i] = 0;
        }
        String format = format(own);
        return format.equals("bullet") || format.equals("none") ? "" : label(kind, own, counts);
    }

    private @Nullable XWPFAbstractNum kind(BigInteger list) {
        if (document.getNumbering() == null) {
            return null;
        }
        XWPFNum number = document.getNumbering().getNum(list);
        return number == null || number.getCTNum().getAbstractNumId() == null
                ? null
                : document.getNumbering()
                        .getAbstractNum(number.getCTNum().getAbstractNumId().getVal());
    }

    private static @Nullable CTLvl level(XWPFAbstractNum kind, int level) {
        return level < kind.getCTAbstractNum().sizeOfLvlArray()
                ? kind.getCTAbstractNum().getLvlArray(level)
                : null;
    }

    private static String format(CTLvl level) {
        return level.getNumFmt() == null
                ? "decimal"
                : String.valueOf(level.getNumFmt().getVal());
    }

    private static String label(XWPFAbstractNum kind, CTLvl own, int[] counts) {
        String text = own.getLvlText().getVal();
        for (int i = 0; i < LEVELS; i++) {
            String place = "%" + (i + 1);
            if (text.contains(place)) {
                CTLvl at = level(kind, i);
                text = text.replace(place, shown(counts[i], at == null ? "decimal" : format(at)));
            }
        }
        return text.strip();
    }

    private static String shown(int number, String format) {
        return switch (format) {
            case "lowerLetter" -> letters(number).toLowerCase(Locale.ROOT);
            case "upperLetter" -> letters(number);
            case "lowerRoman" -> roman(number).toLowerCase(Locale.ROOT);
            case "upperRoman" -> roman(number);
            case "decimalZero" -> number < 10 ? "0" + number : Integer.toString(number);
            default -> Integer.toString(number);
        };
    }

    private static String letters(int number) {
        int index = Math.floorMod(number - 1, 26);
        return String.valueOf((char) ('A' + index)).repeat(1 + Math.min(20, Math.max(0, number - 1) / 26));
    }

    private static String roman(int number) {
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] signs = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder roman = new StringBuilder();
        int left = Math.min(3_999, number);
        for (int i = 0; i < values.length; i++) {
            while (left >= values[i]) {
                roman.append(signs[i]);
                left -= values[i];
            }
        }
        return roman.toString();
    }
}
