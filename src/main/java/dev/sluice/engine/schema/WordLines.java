package dev.sluice.engine.schema;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Page;
import dev.sluice.engine.extract.Rule;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts a page's words into lines, and lines into segments: a wide gap or a ruling line parts two. */
final class WordLines {
    private static final int MOST_WORDS = 20_000;
    private static final int LONGEST_SEGMENT = 600;
    private static final double SAME_BASELINE = 0.35;
    private static final double SMALLEST = 2.5;
    private static final double WIDE_GAP = 1.0;
    private static final double COLON_GAP = 0.75;

    private final Page page;
    private final List<ViewBuilder.Cited> blocks;
    private final List<Rule> uprights = new ArrayList<>();

    private WordLines(Page page, List<ViewBuilder.Cited> blocks) {
        this.page = page;
        this.blocks = blocks.stream().filter(one -> one.block().box() != null).toList();
        for (Rule rule : page.rules()) {
            if (!rule.horizontal() && uprights.size() < 200) {
                uprights.add(rule);
            }
        }
    }

    static List<List<Segment>> of(Page page, List<ViewBuilder.Cited> blocks) {
        return new WordLines(page, blocks).rows();
    }

    private List<List<Segment>> rows() {
        List<Word> words = new ArrayList<>();
        for (Word word : page.words()) {
            // What is too small to be read was not written for a reader.
            if (!word.text().isBlank()
                    && words.size() < MOST_WORDS
                    && word.box().height() > SMALLEST) {
                words.add(word);
            }
        }
        words.sort(Comparator.comparingDouble(WordLines::foot));
        List<List<Segment>> rows = new ArrayList<>();
        List<Word> line = new ArrayList<>();
        double foot = 0;
        for (Word word : words) {
            double size = Math.max(
                    3,
                    Math.min(
                            word.box().height(),
                            line.isEmpty() ? 99 : line.get(0).box().height()));
            if (!line.isEmpty() && foot(word) - foot > SAME_BASELINE * size) {
                rows.add(segments(line));
                line = new ArrayList<>();
            }
            if (line.isEmpty()) {
                foot = foot(word);
            }
            line.add(word);
        }
        if (!line.isEmpty()) {
            rows.add(segments(line));
        }
        return rows;
    }

    private static double foot(Word word) {
        return word.baseline() > 0 ? word.baseline() : word.box().y1();
    }

    private List<Segment> segments(List<Word> line) {
        line.sort(Comparator.comparingDouble(word -> word.box().x0()));
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        int length = 0;
        for (int i = 1; i <= line.size(); i++) {
            length += line.get(i - 1).text().length() + 1;
            if (i == line.size() || length > LONGEST_SEGMENT || parted(line.get(i - 1), line.get(i))) {
                segments.add(segment(line.subList(from, i)));
                from = i;
                length = 0;
            }
        }
        return segments;
    }

    private boolean parted(Word left, Word right) {
        double size = Math.max(3, Math.min(size(left), size(right)));
        double gap = right.box().x0() - left.box().x1();
        if (gap > WIDE_GAP * size || left.text().endsWith(":") && gap > COLON_GAP * size) {
            return true;
        }
        double y = (left.box().centerY() + right.box().centerY()) / 2;
        for (Rule rule : uprights) {
            if (rule.x0() > left.box().centerX()
                    && rule.x0() < right.box().centerX()
                    && rule.y0() < y
                    && rule.y1() > y) {
                return true;
            }
        }
        return false;
    }

    private static double size(Word word) {
        return word.size() > 0 ? word.size() : word.box().height();
    }

    private Segment segment(List<Word> words) {
        StringBuilder text = new StringBuilder();
        Box box = words.get(0).box();
        int bold = 0;
        Word before = null;
        for (Word word : words) {
            // Words set so close that a reader sees one are one.
            boolean close = before != null && word.box().x0() - before.box().x1() < 0.02 * size(word);
            text.append(text.isEmpty() || close ? "" : " ").append(word.text());
            box = box.union(word.box());
            bold += word.bold() ? 1 : 0;
            before = word;
        }
        return new Segment(
                text.toString(),
                page.number(),
                box.x0(),
                box.y0(),
                box.x1(),
                box.y1(),
                bold * 2 > words.size(),
                citation(box));
    }

    private String citation(Box box) {
        String best = "";
        double bestDistance = Double.MAX_VALUE;
        double bestArea = Double.MAX_VALUE;
        for (ViewBuilder.Cited cited : blocks) {
            Box other = cited.block().box();
            if (other == null) {
                continue;
            }
            double dx = Math.max(0, Math.max(other.x0() - box.centerX(), box.centerX() - other.x1()));
            double dy = Math.max(0, Math.max(other.y0() - box.centerY(), box.centerY() - other.y1()));
            double distance = dx + dy;
            double area = other.width() * other.height();
            if (distance < bestDistance || distance == bestDistance && area < bestArea) {
                best = cited.id();
                bestDistance = distance;
                bestArea = area;
            }
        }
        return best;
    }
}
