package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.List;

/** Knows where values stand: behind their label, right of it, or below it. */
final class SpotFinder {
    private static final int MOST_RIGHT = 6;
    private static final int MOST_BELOW = 12;
    private static final double LINES_BELOW = 3.2;
    private static final double LINES_BELOW_NUMBERS = 60;

    private final View view;
    private final LabelFinder labels;
    private final Lexicon lexicon;
    private final RunWords words;

    SpotFinder(View view, LabelFinder labels, Lexicon lexicon, RunWords words) {
        this.view = view;
        this.labels = labels;
        this.lexicon = lexicon;
        this.words = words;
    }

    List<Spot> spots(LabelHit hit, boolean numeric) {
        List<Spot> spots = new ArrayList<>();
        Segment segment = hit.segment();
        int from = Math.min(hit.valueFrom(), segment.text.length());
        int to = cut(segment, from);
        boolean inline = says(segment.text, from, to);
        if (inline) {
            spots.add(new Spot(
                    segment,
                    from,
                    to,
                    hit.colon() ? 1 : (hit.words() > 1 ? 0.97 : 0.92) * (hit.from() > 0 ? 0.9 : 1),
                    !hit.colon()));
        }
        if (to < segment.text.length() || inline && hit.colon() && !numeric) {
            // Another label follows on the same line: what stands further right is its value.
            return spots;
        }
        boolean beside = false;
        double weight = inline ? hit.colon() ? 0.5 : numeric ? 0.85 : 0.4 : 0.96;
        int count = 0;
        for (Segment right : view.right(segment)) {
            if (count++ >= (numeric ? MOST_RIGHT : 1) || labelled(right) || !hit.colon() && !numeric && label(right)) {
                break;
            }
            if (!Character.isLetterOrDigit(firstSign(right.text)) && right.text.length() < 3 && !marked(right.text)) {
                continue;
            }
            // A bold line of labels is the head of what stands below it.
            boolean head = !hit.colon()
                    && segment.bold
                    && right.bold
                    && right.numbers().isEmpty();
            beside |= !label(right) && !head;
            double far = (right.x0 - segment.x1) / view.width(segment.page);
            double worth = head || label(right) && !hit.colon() ? 0.35 : weight * (far > 0.55 ? 0.85 : 1);
            spots.add(new Spot(right, 0, cut(right, 0), worth, false));
            weight *= 0.85;
        }
        below(hit, numeric, inline, beside, spots);
        return spots;
    }

    private void below(LabelHit hit, boolean numeric, boolean inline, boolean beside, List<Spot> spots) {
        double weight = inline ? 0.4 : beside ? 0.5 : hit.colon() && numeric ? 0.7 : 0.86;
        double lines = numeric && !inline ? LINES_BELOW_NUMBERS : LINES_BELOW;
        for (Segment below : view.below(hit.segment(), numeric ? MOST_BELOW : 3, lines)) {
            if (labelled(below) || label(below) && !numeric) {
                break;
            }
            spots.add(new Spot(below, 0, cut(below, 0), weight, false));
            weight *= numeric ? 0.96 : 0.75;
        }
    }

    /** Whether the segment begins with a label that a colon follows. */
    boolean labelled(Segment segment) {
        for (LabelHit hit : labels.in(segment)) {
            if (hit.colon() && hit.coverage() > 0.45 && hit.start(segment.labelWords(words, lexicon)) < 12) {
                return true;
            }
        }
        int colon = segment.text.indexOf(':');
        return colon > 2
                && colon < 40
                && (colon == segment.text.length() - 1 || segment.text.charAt(colon + 1) == ' ')
                && Character.isLetter(segment.text.charAt(0));
    }

    /** Whether the whole segment is a label. */
    boolean label(Segment segment) {
        LabelWords line = segment.labelWords(words, lexicon);
        for (LabelHit hit : labels.in(segment)) {
            if (hit.from() == 0 && hit.valueFrom() >= segment.text.length() && hit.coverage() > 0.6) {
                return true;
            }
        }
        if (endsAsLabel(line)) {
            return true;
        }
        // "Du", "Au": nothing but small words.
        boolean small = line.size() > 0 && line.size() <= 2;
        for (int meaning : line.meaning()) {
            small &= meaning == LabelWords.SMALL || lexicon.particle(meaning);
        }
        return small;
    }

    /** Whether it is words of which the last says that a value follows: "Kassen-Nr.". */
    private boolean endsAsLabel(LabelWords line) {
        boolean label = line.size() > 1 && line.size() <= 5;
        for (int meaning : line.meaning()) {
            label &= meaning != LabelWords.NUMBER;
        }
        return label && line.meaning()[line.size() - 1] == lexicon.words().find("number");
    }

    /** Where a second label with a colon begins in the text behind that place; the text's end if none does. */
    int cut(Segment segment, int from) {
        int cut = segment.text.length();
        LabelWords line = segment.labelWords(words, lexicon);
        for (LabelHit hit : labels.in(segment)) {
            int start = hit.start(line);
            if (hit.colon() && start > from && start < cut && hit.coverage() > 0.4) {
                cut = start;
            }
        }
        for (String sign : List.of(" | ", " • ", " ● ", " · ", " – ", " - ", "; ")) {
            int at = segment.text.indexOf(sign, from);
            boolean range = at > from
                    && Character.isDigit(segment.text.charAt(at - 1))
                    && at + 3 < segment.text.length()
                    && Character.isDigit(segment.text.charAt(at + 3));
            if (at > from && !range) {
                cut = Math.min(cut, at);
            }
        }
        return Math.max(from, cut);
    }

    private static boolean says(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.charAt(i)) || marked(text.substring(i, i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean marked(String text) {
        return !text.isEmpty() && "☐☑☒✓✔✗✘□■".indexOf(text.charAt(0)) >= 0 || text.startsWith("[");
    }

    private static char firstSign(String text) {
        return text.isEmpty() ? ' ' : text.charAt(0);
    }
}
