package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the running text of a page, which is no part of any table without lines. */
final class Prose {
    private static final int FEWEST_CHARACTERS = 24;
    private static final int FEWEST_LINES = 4;
    private static final double FULL = 0.82;

    private Prose() {}

    /** The boxes of blocks of running text. */
    static List<Box> find(List<TableLine> lines, double pageWidth) {
        List<Segment> open = new ArrayList<>();
        for (TableLine line : lines) {
            for (Segment piece : line.pieces()) {
                if (piece.characters() >= FEWEST_CHARACTERS && !Tokens.isFigure(piece.text())) {
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
        return found;
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
        int full = 0;
        int letters = 0;
        int characters = 0;
        int words = 0;
        for (Segment piece : chain) {
            full += piece.box().width() >= FULL * box.width() ? 1 : 0;
            words += piece.words().size();
            String text = piece.text();
            characters += text.length();
            letters += (int) text.chars().filter(Character::isLowerCase).count();
        }
        return full >= 0.6 * (chain.size() - 1) && letters > 0.55 * characters && words >= 4 * chain.size();
    }
}
