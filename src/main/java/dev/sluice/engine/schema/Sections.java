package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which heading a line stands under: the seller's or the buyer's part of a form, or any other. */
final class Sections {
    private static final double LINES = 16;
    private static final double WIDTH = 0.3;
    private static final int MOST = 400;

    private final DocumentReading document;
    private final List<Heading> headings = new ArrayList<>();
    private final Map<Segment, Heading> remembered = new HashMap<>();

    /** A line that begins a part. */
    record Heading(Segment segment, FieldPlan.Role role) {}

    private static final Heading NONE = new Heading(new Segment("", 0, 0, 0, 0, 0, false, ""), FieldPlan.Role.NONE);

    Sections(DocumentReading document) {
        this.document = document;
        Map<String, FieldPlan.Role> roles = Map.of(
                "seller_name", FieldPlan.Role.SELLER,
                "buyer_name", FieldPlan.Role.BUYER,
                "ship_to_name", FieldPlan.Role.SHIP);
        for (Segment segment : document.view.segments()) {
            if (headings.size() >= MOST) {
                break;
            }
            FieldPlan.Role role = FieldPlan.Role.NONE;
            boolean heading = segment.text.length() < 50 && segment.numbers().isEmpty();
            if (!heading) {
                continue;
            }
            for (LabelHit hit : document.labels.in(segment)) {
                boolean alone =
                        hit.from() == 0 && hit.coverage() > 0.45 && hit.valueFrom() >= segment.text.length() - 1;
                if (alone && role == FieldPlan.Role.NONE) {
                    role = role(hit, roles);
                }
            }
            if (role != FieldPlan.Role.NONE || segment.bold && segment.text.indexOf(':') < 0) {
                headings.add(new Heading(segment, role));
            }
        }
    }

    private FieldPlan.Role role(LabelHit hit, Map<String, FieldPlan.Role> roles) {
        for (Concept concept : document.lexicon.withKey(hit.key())) {
            FieldPlan.Role role = roles.get(concept.id());
            if (role != null && particles(concept, hit)) {
                return role;
            }
        }
        return FieldPlan.Role.NONE;
    }

    private boolean particles(Concept concept, LabelHit hit) {
        for (Phrase phrase : concept.phrases()) {
            if (phrase.key() == hit.key()) {
                boolean all = true;
                for (int particle : phrase.particles()) {
                    all &= document.labels.beside(hit, particle);
                }
                if (all) {
                    return true;
                }
            }
        }
        return false;
    }

    List<Heading> headings() {
        return headings;
    }

    /** Whose part of the document the segment stands in. */
    FieldPlan.Role role(Segment segment) {
        Heading heading = heading(segment);
        return heading == null ? FieldPlan.Role.NONE : heading.role();
    }

    /** The heading above the segment in its column; null if there is none near. */
    @Nullable
    Heading heading(Segment segment) {
        Heading known = remembered.get(segment);
        if (known == null) {
            known = find(segment);
            remembered.put(segment, known);
        }
        return known == NONE ? null : known;
    }

    private Heading find(Segment segment) {
        Heading best = NONE;
        double bestDistance = Double.MAX_VALUE;
        for (Heading one : headings) {
            Segment head = one.segment();
            double down = segment.y0 - head.y0;
            boolean under = head.page == segment.page
                    && head != segment
                    && head.row < segment.row
                    && down > 0
                    && down < LINES * Math.max(8, head.height())
                    && head.x0 <= segment.x0 + 1.5 * Math.max(8, head.height());
            if (!under || another(head, segment) || !reaches(head, segment)) {
                continue;
            }
            double distance = down + 0.5 * Math.max(0, segment.x0 - head.x0);
            if (distance < bestDistance) {
                best = one;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** A part is as wide as a column, unless its lines are labels with values far right. */
    private boolean reaches(Segment head, Segment segment) {
        if (segment.x0 - head.x0 < WIDTH * document.view.width(segment.page)) {
            return true;
        }
        Segment left = document.view.rows().get(segment.row).get(0);
        return left != segment
                && left.x0 - head.x0 < WIDTH * document.view.width(segment.page)
                && left.text.endsWith(":");
    }

    /** Whether another heading on the same line begins a column nearer to the segment. */
    private boolean another(Segment head, Segment segment) {
        for (Heading one : headings) {
            Segment other = one.segment();
            if (other.row == head.row && other.x0 > head.x1 && other.x0 <= segment.x0 + 10) {
                return true;
            }
        }
        return false;
    }
}
