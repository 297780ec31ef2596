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
    private static final double SAME_SIZE = 0.12;
    private static final double INDENT = 0.8;
    private static final double WIDE_GAP = 2.5;
    private static final double FULL_LINE = 0.75;

    private final int page;
    private final LineGaps gaps;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Line> open = new ArrayList<>();
    private final List<Double> itemIndents = new ArrayList<>();
    private Box column = new Box(0, 0, 0, 0);

    Paragraphs(int page, LineGaps gaps) {
        this.page = page;
        this.gaps = gaps;
    }

    /** One printed line. */
    private record Line(String text, Box box, TextStyle style, boolean spread) {
        float size() {
            return style.size();
        }
    }

    List<Draft> drafts() {
        close();
        return drafts;
    }

    /** Begins a region of the page, such as a column. */
    void startRegion(Box region) {
        close();
        itemIndents.clear();
        column = region;
    }

    /** Takes the next row; tables in it stand alone, and so does what is set much larger than its neighbours. */
    void row(List<Segment> row) {
        List<Segment> line = new ArrayList<>();
        for (Segment segment : row) {
            if (segment.table() != null) {
                line(line);
                line.clear();
                table(segment.table(), List.of(segment));
                continue;
            }
            if (!line.isEmpty() && isOtherText(line.get(line.size() - 1), segment)) {
                line(line);
                close();
                line.clear();
            }
            line.add(segment);
        }
        line(line);
    }

    private static boolean isOtherText(Segment last, Segment segment) {
        double ratio = segment.size() / last.size();
        double gap = segment.box().x0() - last.box().x1();
        return (ratio > 1.25 || ratio < 0.8) && gap > WIDE_GAP * Math.min(last.size(), segment.size());
    }

    void table(Table table, List<Segment> segments) {
        close();
        itemIndents.clear();
        Box box = segments.stream().map(Segment::box).reduce(Box::union).orElseThrow();
        List<Word> words =
                segments.stream().flatMap(segment -> segment.words().stream()).toList();
        drafts.add(new Draft(
                page, "", "", 0, box, column, TextStyle.of(words), table.rows().size(), false, Draft.Edge.NONE, table));
    }

    /** Text that does not stand upright, such as a note along the margin: one paragraph. */
    void turned(List<Word> words) {
        close();
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(text.isEmpty() ? "" : " ").append(word.text()));
        Box box = Segment.box(words);
        drafts.add(
                new Draft(page, text.toString(), "", 0, box, box, TextStyle.of(words), 9, true, Draft.Edge.NONE, null));
    }

    private void line(List<Segment> segments) {
        if (segments.isEmpty()) {
            return;
        }
        List<Word> words = new ArrayList<>();
        segments.forEach(segment -> words.addAll(segment.words()));
        Segment whole = Segment.of(words);
        Line line = new Line(whole.text(), whole.box(), TextStyle.of(words), isSpread(segments));
        if (!open.isEmpty() && startsBlock(open.get(open.size() - 1), line)) {
            close();
        }
        open.add(line);
    }

    /** A number may stand far from its heading. */
    private static boolean isSpread(List<Segment> segments) {
        boolean numbered = segments.get(0).characters() <= 8
                && HeadingText.isNumber(segments.get(0).text());
        for (int i = numbered ? 2 : 1; i < segments.size(); i++) {
            Segment last = segments.get(i - 1);
            double gap = segments.get(i).box().x0() - last.box().x1();
            if (gap > WIDE_GAP * last.size()) {
                return true;
            }
        }
        return false;
    }

    private boolean startsBlock(Line last, Line line) {
        double size = Math.max(last.size(), line.size());
        double difference = last.style.scanned() ? 2.5 * SAME_SIZE : SAME_SIZE;
        if (Math.abs(last.size() - line.size()) > difference * size || last.style.bold() != line.style.bold()) {
            return true;
        }
        if (last.style.otherFont(line.style) && Math.abs(last.size() - line.size()) > 0.04 * size) {
            return true;
        }
        double gap = line.box.y0() - last.box.y1();
        boolean full = last.box.x1() >= column.x1() - (1 - FULL_LINE) * column.width();
        if (gap > gaps.most(size, full) || line.box.y1() < last.box.y0()) {
            return true;
        }
        if (MARKER.matcher(line.text).find() || isTitleLine(last, line)) {
            return true;
        }
        Line first = open.get(0);
        boolean item = MARKER.matcher(first.text).find();
        if (item) {
            // What follows an item's first line stands under its text, not under its marker's left.
            return line.box.x0() < first.box.x0() - INDENT * size;
        }
        boolean indented = open.size() > 1 || first.box.x1() < column.x1() - 2 * size
                ? line.box.x0() - last.box.x0() > INDENT * size
                : line.box.x0() - last.box.x0() > 2 * size;
        boolean shortBefore = last.box.x1() < column.x1() - 0.25 * (column.x1() - last.box.x0());
        return indented && endsSentence(last.text) || shortBefore && endsSentence(last.text);
    }

    /** A short line in a font of its own, or with a number such as 2.1, above text. */
    private boolean isTitleLine(Line last, Line line) {
        boolean shortLine = last.box.width() < 0.85 * column.width() || column.width() < 1.3 * last.box.width();
        boolean endsEarly = last.box.x1() < column.x1() - 1.5 * last.size();
        if (open.size() > 2 || !shortLine || !endsEarly || last.text.endsWith(",") || last.text.endsWith("-")) {
            return false;
        }
        boolean otherFont = last.style.otherFont(line.style) && !Character.isLowerCase(line.text.codePointAt(0));
        boolean numbered = open.size() == 1
                && HeadingText.isNumbered(last.text)
                && !endsSentence(last.text)
                && !Character.isLowerCase(line.text.codePointAt(0));
        boolean capitals = HeadingText.isCapitals(last.text) && !HeadingText.isCapitals(line.text);
        return otherFont || numbered || capitals;
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
            depth = depth(first.box.x0(), first.size());
        } else {
            itemIndents.clear();
        }
        boolean bold = open.stream().allMatch(line -> line.style.bold());
        boolean italic = open.stream().allMatch(line -> line.style.italic());
        boolean oneFont = open.stream().allMatch(line -> line.style.font().equals(first.style.font()));
        String font = oneFont || first.style.scanned() ? first.style.font() : TextStyle.MIXED;
        TextStyle style = new TextStyle(first.size(), bold, italic, font);
        boolean spread = open.stream().anyMatch(Line::spread);
        drafts.add(new Draft(page, text, kind, depth, box, column, style, open.size(), spread, Draft.Edge.NONE, null));
        open.clear();
    }

    private static String join(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            Hyphens.append(text, line.text);
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
