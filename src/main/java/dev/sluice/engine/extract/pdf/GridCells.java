package dev.sluice.engine.extract.pdf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the places of a grid between which no line is drawn into cells. */
final class GridCells {
    private final Lattice.Grid grid;
    private final Lattice.@Nullable Span[][] owner;

    GridCells(Lattice.Grid grid) {
        this.grid = grid;
        this.owner = new Lattice.Span[grid.ys().length - 1][grid.xs().length - 1];
    }

    List<Lattice.Span> spans() {
        List<Lattice.Span> spans = new ArrayList<>();
        for (int row = 0; row < owner.length; row++) {
            for (int column = 0; column < owner[row].length; column++) {
                if (owner[row][column] == null) {
                    spans.add(claim(row, column));
                }
            }
        }
        return spans;
    }

    private Lattice.Span claim(int row, int column) {
        double[] xs = grid.xs();
        double[] ys = grid.ys();
        int right = column;
        while (right + 1 < owner[row].length
                && owner[row][right + 1] == null
                && !grid.verticalBetween(xs[right + 1], ys[row], ys[row + 1])) {
            right++;
        }
        int bottom = row;
        while (bottom + 1 < owner.length
                && isFree(bottom + 1, column, right)
                && !grid.horizontalBetween(ys[bottom + 1], xs[column], xs[right + 1])
                && isOpen(bottom + 1, column, right)) {
            bottom++;
        }
        Lattice.Span span = new Lattice.Span(column, row, right, bottom);
        for (int r = row; r <= bottom; r++) {
            for (int c = column; c <= right; c++) {
                owner[r][c] = span;
            }
        }
        return span;
    }

    private boolean isFree(int row, int from, int to) {
        for (int column = from; column <= to; column++) {
            if (owner[row][column] != null) {
                return false;
            }
        }
        return true;
    }

    private boolean isOpen(int row, int from, int to) {
        double[] ys = grid.ys();
        for (int column = from + 1; column <= to; column++) {
            if (grid.verticalBetween(grid.xs()[column], ys[row], ys[row + 1])) {
                return false;
            }
        }
        return true;
    }
}
