package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Table;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins the rows of a region into paragraphs and list items. */
final class Paragraphs {
    private static final Pattern MARKER = Pattern.compile(
            "^(?:([•·▪◦‣●○■□➢➤✓\\uf0b7\\uf0a7\\u2043\\u2219\\u25e6])\\s*|([-–—*o])\\s+|(\\(?(?:\\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\\s+)(?=\\S)");
    private static final Pattern HYPHENATED = Pattern.compile(".*\\p{L}{2}[-\\u00ad\\u2010]$", Pattern.DOTALL);
    private static final double SAME_SIZE = 0.12;
    private static final double LINE_GAP = 0.75;
    private static final double INDENT = 0.8;

    private final int page;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Line> open = new ArrayList<>();
    private final List<Double> itemIndents = new ArrayList<>();
    private double regionRight;

    Paragraphs(int page) {
        this.page = page;
    }

    /** One printed line. */
    private record Line(String text, Box box, float size, boolean bold) {}

    List<Draft> drafts() {
        close();
        return drafts;
    }

    void endRegion() {
        close();
        itemIndents.clear();
        regionRight = 0;
    }

    /** Takes the next row; tables in it stand alone, the rest of it is one line. */
    void row(List<Segment> row) {
        List<Word> words = new ArrayList<>();
        for (Segment segment : row) {
            if (segment.table() != null) {
                line(words);
                words.clear();
                table(segment.table(), List.of(segment));
            } else {
                words.addAll(segment.words());
            }
        }
        line(words);
    }

    void table(Table table, List<Segment> segments) {
        close();
        itemIndents.clear();
        Box box = segments.stream().map(Segment::box).reduce(Box::union).orElseThrow();
        drafts.add(new Draft(page, "", "", 0, box, 0, false, table.rows().size(), Draft.Edge.NONE, table));
    }

    /** Text that does not stand upright, such as a note along the margin: one paragraph. */
    void turned(List<Word> words) {
        close();
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(text.isEmpty() ? "" : " ").append(word.text()));
        drafts.add(new Draft(
                page,
                text.toString(),
                "",
                0,
                Segment.box(words),
                words.get(0).size(),
                false,
                9,
                Draft.Edge.NONE,
                null));
    }

    private void line(List<Word> words) {
        if (words.isEmpty()) {
            return;
        }
        Segment segment = Segment.of(words);
        long characters = 0;
        long boldCharacters = 0;
        double sizes = 0;
        for (Word word : words) {
            int length = word.text().length();
            characters += length;
            boldCharacters += word.bold() ? length : 0;
            sizes += word.size() * length;
        }
        Line line = new Line(
                segment.text(), segment.box(), (float) (sizes / characters), boldCharacters > 0.85 * characters);
        if (!open.isEmpty() && startsBlock(open.get(open.size() - 1), line)) {
            close();
        }
        regionRight = Math.max(regionRight, line.box.x1());
        open.add(line);
    }

    private boolean startsBlock(Line last, Line line) {
        double size = Math.max(last.size, line.size);
        if (Math.abs(last.size - line.size) > SAME_SIZE * size || last.bold != line.bold) {
            return true;
        }
        if (line.box.y0() - last.box.y1() > LINE_GAP * size || line.box.y1() < last.box.y0()) {
            return true;
        }
        if (MARKER.matcher(line.text).find()) {
            return true;
        }
        Line first = open.get(0);
        boolean item = MARKER.matcher(first.text).find();
        if (item) {
            // What follows an item's first line stands under its text, not under its marker's left.
            return line.box.x0() < first.box.x0() - INDENT * size;
        }
        boolean indented = open.size() > 1 || first.box.x1() < regionRight - 2 * size
                ? line.box.x0() - last.box.x0() > INDENT * size
                : line.box.x0() - last.box.x0() > 2 * size;
        boolean shortBefore = last.box.x1() < regionRight - 0.25 * (regionRight - last.box.x0());
        return indented && endsSentence(last.text) || shortBefore && endsSentence(last.text);
    }

    private static boolean endsSentence(String text) {
        char last = text.charAt(text.length() - 1);
        return ".!?:;。！？\"”’)".indexOf(last) >= 0;
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        Line first = open.get(0);
        Box box = open.stream().map(Line::box).reduce(Box::union).orElseThrow();
        String text = join(open);
        Matcher marker = MARKER.matcher(text);
        String kind = "";
        int depth = 0;
        if (marker.find()) {
            kind = marker.group(3) == null ? "-" : marker.group(3);
            text = text.substring(marker.end());
            depth = depth(first.box.x0(), first.size);
        } else {
            itemIndents.clear();
        }
        boolean bold = open.stream().allMatch(Line::bold);
        drafts.add(new Draft(page, text, kind, depth, box, first.size, bold, open.size(), Draft.Edge.NONE, null));
        open.clear();
    }

    private static String join(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            if (text.isEmpty()) {
                text.append(line.text);
            } else if (HYPHENATED.matcher(text).matches() && Character.isLowerCase(line.text.charAt(0))) {
                text.setLength(text.length() - 1);
                text.append(line.text);
            } else {
                text.append(' ').append(line.text);
            }
        }
        return text.toString();
    }

    /** How many of the items before stand further left. */
    private int depth(double x, float size) {
        itemIndents.removeIf(indent -> indent > x - 0.5 * size);
        int depth = itemIndents.size();
        itemIndents.add(x);
        return depth;
    }
}
