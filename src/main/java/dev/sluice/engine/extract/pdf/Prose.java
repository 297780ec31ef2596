package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the running text of a page, which is no part of any table without lines. */
final class Prose {
    private static final int FEWEST_CHARACTERS = 24;
    private static final int FEWEST_LINES = 4;
    private static final double COLUMN = 30;
    private static final double BETWEEN = 34;
    private static final double FULL = 0.82;

    private Prose() {}

    /** The boxes of blocks of running text. */
    static List<Box> find(List<TableLine> lines, double pageWidth) {
        List<Segment> open = new ArrayList<>();
        for (TableLine line : lines) {
            for (Segment piece : line.pieces()) {
                if (!Tokens.isFigure(piece.text())) {
                    open.add(piece);
                }
            }
        }
        open.sort(Comparator.comparingDouble(s -> s.box().y0()));
        List<List<Segment>> chains = new ArrayList<>();
        for (Segment piece : open) {
            List<Segment> chain = null;
            for (List<Segment> other : chains) {
                if (continues(other.get(other.size() - 1), piece)) {
                    chain = other;
                }
            }
            if (chain == null) {
                if (piece.characters() < FEWEST_CHARACTERS) {
                    continue;
                }
                chain = new ArrayList<>();
                chains.add(chain);
            }
            chain.add(piece);
        }
        List<Box> found = new ArrayList<>();
        for (List<Segment> chain : chains) {
            Box box = chain.stream().map(Segment::box).reduce(Box::union).orElseThrow();
            if (isProse(chain, box, pageWidth)) {
                found.add(box);
            }
        }
        return joined(found, lines);
    }

    /** Blocks of one column with no more than a heading between them are one, the numbers of their items included. */
    private static List<Box> joined(List<Box> blocks, List<TableLine> lines) {
        blocks.sort(Comparator.comparingDouble(Box::y0));
        List<Box> joined = new ArrayList<>();
        for (Box block : blocks) {
            Box whole = withMarkers(block, lines);
            Box above = null;
            for (Box other : joined) {
                boolean sameColumn =
                        Math.abs(other.x0() - whole.x0()) < COLUMN && Math.abs(other.x1() - whole.x1()) < COLUMN;
                above = sameColumn && whole.y0() - other.y1() < BETWEEN && whole.y0() > other.y0() ? other : above;
            }
            if (above == null) {
                joined.add(whole);
            } else {
                joined.set(joined.indexOf(above), above.union(whole));
            }
        }
        return joined;
    }

    private static Box withMarkers(Box block, List<TableLine> lines) {
        Box whole = block;
        for (TableLine line : lines) {
            for (Segment piece : line.pieces()) {
                Box box = piece.box();
                boolean beside = box.centerY() > block.y0()
                        && box.centerY() < block.y1()
                        && box.x1() < block.x0() + 1
                        && box.x1() > block.x0() - 2.5 * line.size();
                if (beside && Tokens.isMarker(piece.text())) {
                    whole = whole.union(box);
                }
            }
        }
        return whole;
    }

    private static boolean continues(Segment above, Segment below) {
        double size = Math.max(above.size(), below.size());
        double step = below.box().y0() - above.box().y0();
        double overlap = Math.min(above.box().x1(), below.box().x1())
                - Math.max(above.box().x0(), below.box().x0());
        return step > 0.5 * size
                && step < 2.2 * size
                && Math.abs(above.size() - below.size()) < 0.15 * size
                && Math.abs(above.box().x0() - below.box().x0()) < 2.5 * size
                && overlap > 0.6 * Math.min(above.box().width(), below.box().width());
    }

    private static boolean isProse(List<Segment> chain, Box box, double pageWidth) {
        int fewest = box.width() > 0.45 * pageWidth ? 2 : FEWEST_LINES;
        if (chain.size() < fewest) {
            return false;
        }
        // Paragraphs end in short lines.
        int ends = 0;
        int full = 0;
        int letters = 0;
        int characters = 0;
        int words = 0;
        for (Segment piece : chain) {
            full += piece.box().width() >= FULL * box.width() ? 1 : 0;
            ends += piece.characters() < FEWEST_CHARACTERS ? 1 : 0;
            words += piece.words().size();
            String text = piece.text();
            characters += text.length();
            letters += (int) text.chars().filter(Character::isLowerCase).count();
        }
        return 3 * ends <= chain.size()
                && full >= 0.6 * (chain.size() - 1 - ends)
                && letters > 0.55 * characters
                && words >= 4 * chain.size();
    }
}
