package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.office.SheetRegion.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** Parts the cells of a sheet at empty rows and columns into tables. */
final class SheetRegions {
    private static final int DEEPEST = 8;

    private final List<SheetRegion> found = new ArrayList<>();
    private final List<Placed> all;

    SheetRegions(List<Placed> all) {
        this.all = all;
    }

    /** From top to bottom, then from left to right. */
    List<SheetRegion> find() {
        part(all, true, false, 0);
        return found;
    }

    private void part(List<Placed> cells, boolean byRows, boolean tried, int depth) {
        List<List<Placed>> groups = byRows
                ? groups(cells, Placed::row, Placed::lastRow)
                : groups(cells, Placed::column, Placed::lastColumn);
        List<List<Placed>> kept = byRows ? together(groups) : apart(groups) ? groups : List.of(cells);
        if (depth > DEEPEST || kept.size() == 1 && tried) {
            found.add(new SheetRegion(cells));
        } else if (kept.size() == 1) {
            part(cells, !byRows, true, depth + 1);
        } else {
            kept.forEach(group -> part(group, !byRows, false, depth + 1));
        }
    }

    private static List<List<Placed>> groups(
            List<Placed> cells, ToIntFunction<Placed> first, ToIntFunction<Placed> last) {
        List<Placed> sorted = new ArrayList<>(cells);
        sorted.sort(Comparator.comparingInt(first));
        List<List<Placed>> groups = new ArrayList<>();
        int end = Integer.MIN_VALUE;
        for (Placed cell : sorted) {
            if (groups.isEmpty() || first.applyAsInt(cell) > end + 1) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(cell);
            end = Math.max(end, last.applyAsInt(cell));
        }
        groups.forEach(group -> group.sort(Comparator.comparingInt(Placed::row).thenComparingInt(Placed::column)));
        return groups;
    }

    /** An empty row parts a table only where a new one begins below; else it is there to please the eye. */
    private static List<List<Placed>> together(List<List<Placed>> groups) {
        List<List<Placed>> kept = new ArrayList<>();
        for (List<Placed> group : groups) {
            SheetRegion region = new SheetRegion(group);
            SheetRegion above = kept.isEmpty() ? null : new SheetRegion(kept.get(kept.size() - 1));
            boolean goesOn = above != null
                    && above.right() > above.left()
                    && (above.bottom() > above.top() || above.beginsTable())
                    && region.right() > region.left()
                    && region.left() >= above.left()
                    && region.right() <= above.right()
                    && !region.beginsTable();
            if (goesOn) {
                kept.get(kept.size() - 1).addAll(group);
            } else {
                kept.add(new ArrayList<>(group));
            }
        }
        return kept;
    }

    /** Whether all the groups beside each other look like tables. */
    private static boolean apart(List<List<Placed>> groups) {
        for (List<Placed> group : groups) {
            SheetRegion region = new SheetRegion(group);
            if (region.right() == region.left() || region.bottom() == region.top()) {
                return false;
            }
        }
        return true;
    }
}
