package dev.sluice.engine.extract.pdf;

import java.util.List;

/**
 * One printed line as tables see it.
 *
 * @param pieces words without anything wide between them, from left to right; never empty
 * @param baseline usual baseline of its words
 * @param size usual font size of its words
 */
record TableLine(List<Segment> pieces, double baseline, double size) {
    static TableLine of(List<Segment> pieces) {
        double[] baselines = pieces.stream()
                .flatMap(p -> p.words().stream())
                .mapToDouble(w -> w.baseline())
                .sorted()
                .toArray();
        double[] sizes = pieces.stream()
                .flatMap(p -> p.words().stream())
                .mapToDouble(w -> w.size())
                .sorted()
                .toArray();
        return new TableLine(List.copyOf(pieces), baselines[baselines.length / 2], sizes[sizes.length / 2]);
    }

    Segment first() {
        return pieces.get(0);
    }

    double x0() {
        return first().box().x0();
    }

    double x1() {
        return pieces.get(pieces.size() - 1).box().x1();
    }

    double top() {
        return baseline - 0.75 * size;
    }

    double bottom() {
        return baseline + 0.2 * size;
    }

    boolean single() {
        return pieces.size() == 1;
    }

    boolean bold() {
        return pieces.stream().flatMap(p -> p.words().stream()).allMatch(w -> w.bold());
    }

    /** How many of its pieces are figures. */
    int figures() {
        int count = 0;
        for (Segment piece : pieces) {
            count += Tokens.isFigure(piece.text()) ? 1 : 0;
        }
        return count;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(p -> text.append(text.isEmpty() ? "" : " ").append(p.text()));
        return text.toString();
    }
}
