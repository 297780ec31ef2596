package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Values that run over several lines: addresses, and texts that break at the end of their cell. */
final class LongText {
    private static final int MOST_LINES = 6;
    private static final double NEXT_LINE = 0.9;

    private final DocumentReading document;

    LongText(DocumentReading document) {
        this.document = document;
    }

    /** The candidate with the lines that belong to it. */
    Candidate whole(FieldPlan plan, LabelHit hit, Spot spot, Candidate candidate) {
        boolean address = plan.kind() == Kind.ADDRESS;
        if (!address && plan.kind() != Kind.TEXT
                || spot.to() < spot.segment().text.length()) {
            return candidate;
        }
        boolean open = candidate.segment().text.endsWith(",")
                || candidate.segment().text.endsWith("-")
                || Character.isLowerCase(candidate
                                .segment()
                                .text
                                .charAt(candidate.segment().text.length() - 1))
                        && candidate.segment().text.length() > 45;
        if (!address && !open) {
            return candidate;
        }
        StringBuilder text = new StringBuilder(candidate.value().asText());
        Segment last = spot.segment();
        for (int line = 1; line < MOST_LINES; line++) {
            List<Segment> below = document.view.below(last, 1, NEXT_LINE + 0.6);
            Segment next = below.isEmpty() ? null : below.get(0);
            boolean goesOn = next != null
                    && Math.abs(next.x0 - (line == 1 && spot.segment() == hit.segment() ? next.x0 : last.x0)) < 4
                    && !document.spots.labelled(next)
                    && !document.spots.label(next)
                    && next.y0 - last.y1 < NEXT_LINE * Math.max(6, last.height())
                    && next.bold == last.bold;
            if (next == null || !goesOn) {
                break;
            }
            if (!address && Character.isUpperCase(next.text.charAt(0)) && !last.text.endsWith(",")) {
                break;
            }
            text.append(address && !text.toString().endsWith(",") ? ", " : " ").append(next.text);
            last = next;
            if (!address || Places.town(next.text)) {
                break;
            }
        }
        return new Candidate(
                TextNode.valueOf(text.toString()),
                candidate.score(),
                candidate.segment(),
                candidate.start(),
                candidate.end(),
                candidate.key());
    }
}
