package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import java.util.ArrayList;
import java.util.List;

/** A cell of a table found by alignment, while it grows line by line. */
final class StreamCell {
    private final List<Segment> pieces = new ArrayList<>();
    private final int firstLine;
    private Columns.Range range;
    private int lastLine;

    StreamCell(Segment piece, Columns.Range range, int line) {
        pieces.add(piece);
        this.range = range;
        this.firstLine = line;
        this.lastLine = line;
    }

    void add(StreamCell below) {
        pieces.addAll(below.pieces);
        lastLine = Math.max(lastLine, below.lastLine);
        range = new Columns.Range(
                Math.min(range.first(), below.range.first()), Math.max(range.last(), below.range.last()));
    }

    void reach(Columns.Range other) {
        range = other;
    }

    Columns.Range range() {
        return range;
    }

    int firstLine() {
        return firstLine;
    }

    int lastLine() {
        return lastLine;
    }

    Segment last() {
        return pieces.get(pieces.size() - 1);
    }

    Box box() {
        return pieces.stream().map(Segment::box).reduce(Box::union).orElseThrow();
    }

    boolean isFigure() {
        return pieces.size() == 1 && Tokens.isFigure(last().text());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(text.isEmpty() ? "" : "\n").append(piece.text()));
        return text.toString();
    }
}
