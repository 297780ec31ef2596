package dev.sluice.engine.extract.pdf;

import dev.sluice.engine.extract.Box;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which drafts are headings: by size, weight, capitals, numbering, font and place, against the body text. */
final class Headings {
    private static final double LARGER = 1.12;
    private static final double LARGER_SCANNED = 1.25;
    private static final double MUCH_LARGER = 1.3;
    private static final int MOST_LINES = 3;
    private static final int MOST_IN_A_ROW = 6;
    private static final int LONGEST_PLAIN = 90;

    private final List<Draft> drafts;
    private final BodyStyle body;
    private final boolean[] found;

    /** Table drafts and page furniture are no headings, but neighbours of some. */
    Headings(List<Draft> drafts, Furniture furniture) {
        this.drafts = drafts;
        this.body = BodyStyle.of(drafts);
        this.found = new boolean[drafts.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = !furniture.is(drafts.get(i)) && isHeading(i);
        }
        dropLists();
    }

    boolean is(int index) {
        return found[index];
    }

    private boolean isHeading(int index) {
        Draft draft = drafts.get(index);
        if (draft.table() != null || draft.lines() > MOST_LINES || draft.full().isEmpty()) {
            return false;
        }
        TextStyle style = draft.style();
        String text = draft.full();
        double ratio = draft.size() / body.size();
        boolean larger = ratio > (style.scanned() ? LARGER_SCANNED : LARGER);
        if (!HeadingText.couldBe(text, ratio > MUCH_LARGER && !style.scanned())
                || draft.spread() && ratio < MUCH_LARGER) {
            return false;
        }
        boolean numbered = HeadingText.isNumbered(text) || HeadingText.isNumber(draft.marker());
        if (!draft.marker().isEmpty() && !numbered && !Character.isLetterOrDigit(bare(draft.marker()))) {
            return false;
        }
        if (larger) {
            return true;
        }
        boolean sentence = text.endsWith(".") && !numbered;
        if (draft.lines() > 2
                || ratio < 0.9
                || sentence
                || style.monospaced()
                || !numbered && HeadingText.isCode(text)
                || HeadingText.isContentsLine(text)) {
            return false;
        }
        if (style.bold() && !body.bold()) {
            return ratio > 0.95 && text.length() <= 140 && (numbered || !HeadingText.isNamedValue(text));
        }
        return text.length() <= LONGEST_PLAIN && standsOut(index, draft, text, numbered);
    }

    private static char bare(String marker) {
        return marker.charAt(marker.startsWith("(") ? 1 : 0);
    }

    /** Of the body's size and weight: only other signs can tell it, and where it stands. */
    private boolean standsOut(int index, Draft draft, String text, boolean numbered) {
        TextStyle style = draft.style();
        boolean fits = draft.size() > 1.04 * body.size() && style.otherFont(body.style());
        boolean isShort =
                draft.box().width() < (fits ? 0.98 : 0.85) * draft.column().width();
        Draft next = neighbour(index, 1);
        boolean above = next != null && next.table() == null && next.lines() >= 2 && leadsTo(draft, next);
        double gap = gapAbove(index);
        if (HeadingText.isCapitals(text) && !body.capitals()) {
            return draft.lines() <= 2 && (gap > 0.3 || isCentered(draft)) && !isValueLike(text);
        }
        if (draft.lines() > 1 || endsLikeText(text)) {
            return false;
        }
        if (HeadingText.isNumbered(text)) {
            return draft.marker().isEmpty() && isShort && (gap > 0.4 || above);
        }
        boolean ownFont = style.oneFont()
                && !style.font().equals(body.font())
                && (next == null || !next.style().font().equals(style.font()));
        if ((style.italic() && !body.italic() || ownFont) && draft.marker().isEmpty()) {
            return isShort && above && (gap > 0.3 || afterSentence(index));
        }
        if (HeadingText.hasSingleNumber(text)) {
            return isShort && above && (ownFont || gap > 0.5 && !sameKind(neighbour(index, -1), draft));
        }
        return draft.marker().isEmpty()
                && isCentered(draft)
                && gap > 0.5
                && next != null
                && gapBelow(draft, next) > 0.3
                && HeadingText.isTitleCase(text)
                && !style.scanned();
    }

    private static boolean isValueLike(String text) {
        return text.indexOf(' ') < 0 && text.chars().anyMatch(Character::isDigit);
    }

    private static boolean endsLikeText(String text) {
        return ".,;:".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private boolean afterSentence(int index) {
        Draft before = neighbour(index, -1);
        return before != null && before.text().endsWith(".") && before.lines() > 1;
    }

    private static boolean sameKind(@Nullable Draft a, Draft b) {
        return a != null
                && !a.marker().isEmpty()
                && !b.marker().isEmpty()
                && a.style().equals(b.style());
    }

    /** Whether the next draft is the text under this one: in the same column, close below, of about the body's size. */
    private boolean leadsTo(Draft draft, Draft next) {
        Box a = draft.box();
        Box b = next.box();
        boolean sameColumn = a.x0() < b.x1() && b.x0() < a.x1();
        double gap = (b.y0() - a.y1()) / draft.size();
        return next.page() == draft.page()
                && sameColumn
                && gap > -0.6
                && gap < 1.6
                && next.marker().isEmpty()
                && Math.abs(next.size() - body.size()) < 0.12 * body.size();
    }

    private static boolean isCentered(Draft draft) {
        Box column = draft.column();
        double left = draft.box().x0() - column.x0();
        double right = column.x1() - draft.box().x1();
        return Math.min(left, right) > 0.1 * column.width() && Math.abs(left - right) < 0.06 * column.width();
    }

    private @Nullable Draft neighbour(int index, int step) {
        int at = index + step;
        return at >= 0
                        && at < drafts.size()
                        && drafts.get(at).page() == drafts.get(index).page()
                ? drafts.get(at)
                : null;
    }

    /** In font sizes; large at the top of a page or column. */
    private double gapAbove(int index) {
        Draft draft = drafts.get(index);
        Draft before = neighbour(index, -1);
        if (before == null || before.box().y0() > draft.box().y0()) {
            return 9;
        }
        return (draft.box().y0() - before.box().y1()) / draft.size();
    }

    private static double gapBelow(Draft draft, Draft next) {
        return (next.box().y0() - draft.box().y1()) / draft.size();
    }

    /** Many headings of body size one after another, with nothing between them, are a list or a form. */
    private void dropLists() {
        List<Integer> run = new ArrayList<>();
        for (int i = 0; i <= found.length; i++) {
            boolean same = i < found.length && found[i] && drafts.get(i).size() < MUCH_LARGER * body.size();
            if (same) {
                run.add(i);
                continue;
            }
            if (run.size() > MOST_IN_A_ROW) {
                run.forEach(index -> found[index] = false);
            }
            run.clear();
        }
    }
}
