package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text between two boundaries of a stream of HTML elements, and the block that becomes of it: a heading, code, an item
 * of a list or a paragraph, by the elements it stands in and by how it looks.
 */
final class MarkupParagraph {
    private static final Pattern BULLET =
            Pattern.compile("^\\s*([•·▪◦‣●○■□–\\u00b7\\uf0b7\\uf0a7o*-])[\\t ]\\s*(?=\\S)");
    private static final Pattern NUMBER = Pattern.compile("^\\s*(\\d{1,3}[.)])[\\t ]\\s*(?=\\S)");

    private static final int LONGEST_BOLD_HEADING = 120;
    private static final int BOLD_LEVEL = 2;

    private final DocumentSink sink;
    private final boolean boldHeadings;
    private final StringBuilder text = new StringBuilder();
    private final Deque<int[]> lists = new ArrayDeque<>();
    private int boldDepth;
    private boolean allBold = true;
    private int headingLevel;
    private boolean preformatted;
    private boolean inItem;
    private String marker = "";

    /** {@code boldHeadings}: whether a short paragraph all in bold counts as a heading. */
    MarkupParagraph(DocumentSink sink, boolean boldHeadings) {
        this.sink = sink;
        this.boldHeadings = boldHeadings;
    }

    void startBold() {
        boldDepth++;
    }

    void endBold() {
        boldDepth = Math.max(0, boldDepth - 1);
    }

    /** Of the heading that it stands in; 0 for none. */
    void headingLevel(int level) {
        headingLevel = level;
    }

    /** Whether line breaks are meant. */
    void preformatted(boolean meant) {
        preformatted = meant;
    }

    void startList(boolean numbered) {
        lists.push(new int[] {numbered ? 0 : -1});
    }

    void endList() {
        lists.poll();
    }

    void startItem() {
        inItem = true;
        int[] list = lists.peek();
        marker = list == null || list[0] < 0 ? "-" : ++list[0] + ".";
    }

    void endItem() {
        inItem = false;
    }

    /** Adds characters of the document. */
    void write(String characters) {
        allBold &= boldDepth > 0 || characters.isBlank();
        text.append(preformatted ? characters : characters.replace('\n', ' '));
    }

    /** Adds what an element stands for, which is neither bold nor not. */
    void write(char separator) {
        text.append(separator);
    }

    /** The text so far. */
    String text() {
        return text.toString();
    }

    /** Forgets the text, though not whether it was bold. */
    void clear() {
        text.setLength(0);
    }

    /**
     * The next one begins.
     *
     * @param shown whether a block is made of the text so far
     */
    void end(int page, boolean shown) {
        String all = text.toString();
        boolean bold = allBold;
        text.setLength(0);
        allBold = true;
        if (shown && !all.isBlank()) {
            sink.add(block(all, bold, page));
        }
    }

    private Block block(String all, boolean bold, int page) {
        if (preformatted) {
            return Block.code(all.strip(), page);
        }
        if (headingLevel > 0) {
            return Block.heading(headingLevel, Texts.oneLine(all), page, null);
        }
        if (inItem && !marker.isEmpty()) {
            String first = marker;
            // A second paragraph of the same item is no item of its own.
            marker = "";
            return Block.listItem(Math.max(0, lists.size() - 1), first, Texts.lines(all), page, null);
        }
        if (boldHeadings && bold && isTitleLike(all.strip())) {
            return Block.heading(BOLD_LEVEL, Texts.oneLine(all), page, null);
        }
        return paragraphOrItem(all, page);
    }

    /** Many authors make a heading by making a short line bold. */
    private static boolean isTitleLike(String line) {
        char last = line.charAt(line.length() - 1);
        return line.length() <= LONGEST_BOLD_HEADING
                && line.indexOf('\n') < 0
                && ".,:;".indexOf(last) < 0
                && !BULLET.matcher(line).find()
                && line.codePoints().filter(Character::isLetter).count() >= 3
                && line.codePoints().filter(Character::isLetter).count() * 2 >= line.length();
    }

    /** Word processors give a list item as a paragraph that begins with its bullet. */
    private static Block paragraphOrItem(String all, int page) {
        Matcher bullet = BULLET.matcher(all);
        if (bullet.find()) {
            return Block.listItem(0, "-", Texts.lines(all.substring(bullet.end())), page, null);
        }
        Matcher number = NUMBER.matcher(all);
        if (number.find()) {
            return Block.listItem(0, number.group(1), Texts.lines(all.substring(number.end())), page, null);
        }
        return Block.paragraph(Texts.lines(all), page, null);
    }
}
