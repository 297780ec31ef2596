package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import dev.sluice.engine.extract.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes lines of pieces of the words of a page: what may be cells of a table. */
final class TableLines {
    /** Wider gaps, in font sizes, part two pieces: of text, of text and a figure, of two figures. */
    private static final double TEXT_GAP = 0.95;

    private static final double MIXED_GAP = 0.75;
    private static final double FIGURE_GAP = 0.6;
    private static final String LEADERS = "._…·\ufffd";
    private static final int LEADER = 3;
    private static final double DOT_WIDTH = 0.5;
    private static final double SIGN_GAP = 8;

    private final RuledLines rules;

    TableLines(RuledLines rules) {
        this.rules = rules;
    }

    /** The lines, from top to bottom. */
    List<TableLine> of(List<Word> words) {
        List<TableLine> lines = new ArrayList<>();
        for (List<Word> line : Segments.lines(words)) {
            List<Segment> pieces = pieces(line);
            if (!pieces.isEmpty()) {
                lines.add(TableLine.of(pieces));
            }
        }
        return lines;
    }

    private List<Segment> pieces(List<Word> line) {
        List<Segment> pieces = new ArrayList<>();
        List<Word> open = new ArrayList<>();
        boolean led = false;
        for (Word word : withoutDots(line)) {
            Word kept = withoutLeader(word);
            if (kept == null) {
                led = true;
                continue;
            }
            if (!open.isEmpty() && (led || parted(open, kept))) {
                pieces.add(Segment.of(open));
                open.clear();
            }
            led = kept != word;
            open.add(kept);
        }
        if (!open.isEmpty()) {
            pieces.add(Segment.of(open));
        }
        return joinSigns(pieces);
    }

    /** Dots that are drawn apart from each other are words of their own. */
    private static List<Word> withoutDots(List<Word> line) {
        List<Word> kept = new ArrayList<>();
        for (int i = 0; i < line.size(); ) {
            int end = i;
            while (end < line.size() && isDots(line.get(end).text())) {
                end++;
            }
            if (end - i >= LEADER) {
                Word first = line.get(i);
                Box box = first.box().union(line.get(end - 1).box());
                kept.add(new Word("....", box, first.baseline(), first.size(), first.weight(), first.confidence()));
                i = end;
            } else {
                kept.add(line.get(i++));
            }
        }
        return kept;
    }

    private static boolean isDots(String text) {
        return text.chars().allMatch(c -> LEADERS.indexOf(c) >= 0);
    }

    private boolean parted(List<Word> open, Word word) {
        Word last = open.get(open.size() - 1);
        double gap = word.box().x0() - last.box().x1();
        double size = Math.min(word.size(), last.size());
        if (gap < 0.1 * size) {
            return gap > -0.5 * size
                    && rules.divides(last.box().x1() - 1, word.box().x0() + 1, middle(word));
        }
        boolean left = Tokens.isFigure(last.text()) && !Tokens.isMarker(last.text());
        boolean right = Tokens.isFigure(word.text());
        double most = left && right ? FIGURE_GAP : left || right ? MIXED_GAP : TEXT_GAP;
        return gap > most * size
                || rules.divides(last.box().x1() - 0.5, word.box().x0() + 0.5, middle(word));
    }

    private static double middle(Word word) {
        return word.baseline() - 0.3 * word.size();
    }

    private static @Nullable Word withoutLeader(Word word) {
        String text = word.text();
        int end = text.length();
        while (end > 0 && LEADERS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == 0 && text.length() >= LEADER) {
            return null;
        }
        int dots = text.length() - end;
        if (dots < LEADER || end == 0) {
            return word;
        }
        double part = end / (end + dots * DOT_WIDTH);
        Box box = word.box();
        Box kept = new Box(box.x0(), box.y0(), box.x0() + part * box.width(), box.y1());
        return new Word(text.substring(0, end), kept, word.baseline(), word.size(), word.weight(), word.confidence());
    }

    /** A currency sign that stands at the left of its column, far from its number, is part of that number. */
    private static List<Segment> joinSigns(List<Segment> pieces) {
        List<Segment> joined = new ArrayList<>();
        for (Segment piece : pieces) {
            if (!joined.isEmpty()) {
                Segment last = joined.get(joined.size() - 1);
                double gap = piece.box().x0() - last.box().x1();
                boolean before = Tokens.isCurrency(last.text()) && Tokens.isFigure(piece.text());
                boolean after = Tokens.isUnit(piece.text()) && Tokens.isFigure(last.text());
                if (gap < (before ? SIGN_GAP : 2) * piece.size() && (before || after)) {
                    joined.set(joined.size() - 1, join(last, piece));
                    continue;
                }
            }
            joined.add(piece);
        }
        return joined;
    }

    static Segment join(Segment a, Segment b) {
        List<Word> words = new ArrayList<>(a.words());
        words.addAll(b.words());
        return Segment.of(words);
    }
}
