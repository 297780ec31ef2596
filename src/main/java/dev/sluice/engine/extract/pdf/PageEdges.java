package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Marks what stands at the upper and lower edge of a page, where running headers and footers are. */
final class PageEdges {
    /** Part of the page's height at either end. */
    private static final double MARGIN = 0.12;
    /** Closer to the edge there may be several things side by side. */
    private static final double OUTERMOST = 0.075;

    private static final int MOST = 3;

    private PageEdges() {}

    static List<Draft> mark(List<Draft> drafts, Page page) {
        double top = MARGIN * page.height();
        double bottom = (1 - MARGIN) * page.height();
        double highest = OUTERMOST * page.height();
        double lowest = (1 - OUTERMOST) * page.height();
        List<Draft> downwards = new ArrayList<>(drafts);
        downwards.sort(Comparator.comparingDouble(draft -> draft.box().y0()));
        List<Draft> upper = downwards.stream().limit(MOST).toList();
        downwards.sort(
                Comparator.comparingDouble((Draft draft) -> draft.box().y1()).reversed());
        List<Draft> lower = downwards.stream().limit(MOST).toList();
        List<Draft> marked = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            double y0 = draft.box().y0();
            double y1 = draft.box().y1();
            boolean first = y1 < highest || y1 < top && isAmong(draft, upper);
            boolean last = y0 > lowest || y0 > bottom && isAmong(draft, lower);
            marked.add(first ? draft.at(Draft.Edge.TOP) : last ? draft.at(Draft.Edge.BOTTOM) : draft);
        }
        return marked;
    }

    private static boolean isAmong(Draft draft, List<Draft> some) {
        for (Draft one : some) {
            if (one == draft) {
                return true;
            }
        }
        return false;
    }
}
