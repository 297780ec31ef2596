package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items that stand in no table with a head: a receipt's lines, each a text with an amount at its right. */
final class ItemLines {
    private static final int MOST = 2_000;

    private final DocumentReading document;

    ItemLines(DocumentReading document) {
        this.document = document;
    }

    List<Map<FieldPlan, Answer>> rows(List<FieldPlan> plans) {
        FieldPlan text = first(plans, false);
        FieldPlan amount = first(plans, true);
        if (text == null || amount == null) {
            return List.of();
        }
        List<Map<FieldPlan, Answer>> rows = new ArrayList<>();
        for (List<Segment> line : document.view.rows()) {
            Map<FieldPlan, Answer> row = row(line, text, amount, plans);
            if (row != null && rows.size() < MOST) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable FieldPlan first(List<FieldPlan> plans, boolean amount) {
        FieldPlan best = null;
        for (FieldPlan plan : plans) {
            boolean fits = amount
                    ? plan.kind() == Kind.AMOUNT && (best == null || plan.is("line_total"))
                    : best == null && (plan.kind() == Kind.TEXT || plan.kind().named()) && !plan.is("unit");
            best = fits ? plan : best;
        }
        return best;
    }

    private @Nullable Map<FieldPlan, Answer> row(
            List<Segment> line, FieldPlan text, FieldPlan amount, List<FieldPlan> plans) {
        if (line.size() < 2 || line.size() > 4) {
            return null;
        }
        Segment left = line.get(0);
        Segment right = line.get(line.size() - 1);
        boolean named = Character.isLetterOrDigit(left.text.charAt(0)) && !document.spots.labelled(left);
        if (!named
                || said(left)
                || right.numbers().size() != 1
                || !right.numbers().get(0).money()) {
            return null;
        }
        Found name = document.reader.read(text, left, 0, left.text.length());
        Found price = document.reader.read(amount, right, 0, right.text.length());
        if (name == null || price == null || left.numbers().stream().anyMatch(NumberMention::money)) {
            return null;
        }
        Map<FieldPlan, Answer> row = new IdentityHashMap<>();
        row.put(text, Answer.leaf(name.value(), List.of(left.citation), 0.5));
        row.put(amount, Answer.leaf(price.value(), List.of(right.citation), 0.5));
        for (Segment middle : line.subList(1, line.size() - 1)) {
            for (FieldPlan plan : plans) {
                Found found = row.containsKey(plan) || !plan.kind().numeric()
                        ? null
                        : document.reader.read(plan, middle, 0, middle.text.length());
                if (found != null && found.fit() > 0.5) {
                    row.put(plan, Answer.leaf(found.value(), List.of(middle.citation), 0.4));
                    break;
                }
            }
        }
        return row;
    }

    /** Whether the text is a label of the lexicon: a sum, a tax, a payment, not a thing that was sold. */
    private boolean said(Segment left) {
        for (LabelHit hit : document.labels.in(left)) {
            if (hit.from() == 0 && hit.coverage() > 0.45) {
                return true;
            }
        }
        return !left.dates().isEmpty();
    }
}
