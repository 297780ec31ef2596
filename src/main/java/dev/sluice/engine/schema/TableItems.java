package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays of objects: the rows of the table whose columns are the properties. */
final class TableItems {
    private static final int MOST_ROWS = 5_000;
    private static final int EMPTY_LINES = 8;
    private static final double FAR = 70;
    private static final Set<String> SUMS = Set.of(
            Totals.NET, Totals.TAX, Totals.TOTAL, "amount_due", "shipping_cost", "closing_balance", "total_credits");

    private final DocumentReading document;

    TableItems(DocumentReading document) {
        this.document = document;
    }

    /** The rows, each with the answers of the plans it has. */
    List<Map<FieldPlan, Answer>> rows(List<FieldPlan> plans, List<Integer> arrayName) {
        if (plans.isEmpty()) {
            return List.of();
        }
        TableHead head = head(plans, arrayName);
        List<Map<FieldPlan, Answer>> rows = head == null ? List.of() : read(head, plans);
        return rows.isEmpty() ? new ItemLines(document).rows(plans) : rows;
    }

    private @Nullable TableHead head(List<FieldPlan> plans, List<Integer> arrayName) {
        TableHead best = null;
        double bestScore = 0;
        int count = document.view.rows().size();
        for (int row = 0; row < count; row++) {
            TableHead head = TableHead.at(document, row, plans);
            int least = Math.min(2, plans.size());
            if (head == null || head.matched() < least) {
                continue;
            }
            double score = head.score() + titled(row, arrayName);
            if (score > bestScore + 1e-9) {
                best = head;
                bestScore = score;
            }
        }
        return best;
    }

    /** Whether a line just above the head says what the array is called. */
    private double titled(int row, List<Integer> arrayName) {
        for (int above = row - 1; above >= Math.max(0, row - 2); above--) {
            for (Segment one : document.view.rows().get(above)) {
                for (int meaning :
                        one.labelWords(document.words, document.lexicon).meaning()) {
                    if (arrayName.contains(meaning)) {
                        return 0.4;
                    }
                }
            }
        }
        return 0;
    }

    private List<Map<FieldPlan, Answer>> read(TableHead head, List<FieldPlan> plans) {
        ItemRows items = new ItemRows(document, head);
        int empty = 0;
        List<List<Segment>> lines = document.view.rows();
        for (int row = head.lastRow() + 1; row < lines.size() && items.size() < MOST_ROWS; row++) {
            List<Segment> line = lines.get(row);
            if (sum(line, items.size() > 0)) {
                break;
            }
            if (again(line, head)) {
                continue;
            }
            boolean taken = items.add(columns(line, head), plans);
            empty = taken ? 0 : empty + 1;
            if (empty > EMPTY_LINES) {
                break;
            }
        }
        return items.answers();
    }

    /** Whether the line is the table's head once more, on its next page. */
    private boolean again(List<Segment> line, TableHead head) {
        int same = 0;
        for (Segment one : line) {
            for (TableHead.Column column : head.columns()) {
                same += column.text().equals(one.text) ? 1 : 0;
            }
        }
        return same >= 2 && same * 2 >= line.size();
    }

    /** Whether the line is a sum below the rows. */
    private boolean sum(List<Segment> line, boolean any) {
        for (Segment one : line) {
            boolean words = one.numbers().isEmpty() || one.text.indexOf(':') > 0;
            for (LabelHit hit : document.labels.in(one)) {
                boolean outright = hit.from() == 0 && hit.coverage() > 0.75 && any && (words || hit.colon());
                for (Concept concept : outright ? document.lexicon.withKey(hit.key()) : List.<Concept>of()) {
                    if (SUMS.contains(concept.id()) && line.size() <= 4) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Map<TableHead.Column, List<Segment>> columns(List<Segment> line, TableHead head) {
        Map<TableHead.Column, List<Segment>> columns = new IdentityHashMap<>();
        for (Segment one : line) {
            TableHead.Column best = null;
            double bestDistance = FAR;
            for (TableHead.Column column : head.columns()) {
                double distance = distance(one, column);
                if (distance < bestDistance) {
                    best = column;
                    bestDistance = distance;
                }
            }
            if (best != null) {
                columns.computeIfAbsent(best, key -> new ArrayList<>()).add(one);
            }
        }
        return columns;
    }

    private static double distance(Segment one, TableHead.Column column) {
        double overlap = Math.min(one.x1, column.x1()) - Math.max(one.x0, column.x0());
        double edges = Math.min(
                Math.abs(one.x0 - column.x0()),
                Math.min(Math.abs(one.x1 - column.x1()), Math.abs(one.centerX() - (column.x0() + column.x1()) / 2)));
        return overlap > 0 ? 0.2 * edges - Math.min(overlap, 20) : -overlap + 0.1 * edges;
    }
}
