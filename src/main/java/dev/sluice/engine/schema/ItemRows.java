package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Builds items from a table's lines: a line with figures begins one, a line with words alone goes on with it. */
final class ItemRows {
    private static final int MOST_GOING_ON = 4;

    private final DocumentReading document;
    private final TableHead head;
    private final boolean anchored;
    private final List<Map<FieldPlan, Cell>> items = new ArrayList<>();
    private final Map<FieldPlan, Cell> pending = new HashMap<>();
    private int goingOn;
    private double lastFoot;

    private record Cell(Found found, List<String> citations, double score) {}

    ItemRows(DocumentReading document, TableHead head) {
        this.document = document;
        this.head = head;
        this.anchored = head.columns().stream().anyMatch(one -> one.plan() != null && anchor(one.plan()));
    }

    private static boolean anchor(FieldPlan plan) {
        return plan.kind().numeric() || plan.kind() == Kind.DATE;
    }

    int size() {
        return items.size();
    }

    /** Takes a line; false if nothing in it is of use. */
    boolean add(Map<TableHead.Column, List<Segment>> line, List<FieldPlan> plans) {
        Map<FieldPlan, Cell> cells = new IdentityHashMap<>();
        int anchors = 0;
        double top = Double.MAX_VALUE;
        double foot = 0;
        for (TableHead.Column column : head.columns()) {
            FieldPlan plan = column.plan();
            List<Segment> there = line.get(column);
            if (plan == null || there == null) {
                continue;
            }
            for (Segment segment : there) {
                Found found =
                        cells.containsKey(plan) ? null : document.reader.read(plan, segment, 0, segment.text.length());
                if (found != null && found.fit() > 0.2) {
                    cells.put(plan, new Cell(found, List.of(segment.citation), column.score() * found.fit()));
                    anchors += anchor(plan) ? 1 : 0;
                    top = Math.min(top, segment.y0);
                    foot = Math.max(foot, segment.y1);
                }
            }
        }
        if (cells.isEmpty()) {
            return false;
        }
        if (anchored && anchors == 0) {
            return goOn(cells, top, foot);
        }
        goingOn = 0;
        lastFoot = foot;
        Map<FieldPlan, Cell> item = new IdentityHashMap<>(cells);
        pending.forEach(item::putIfAbsent);
        pending.clear();
        items.add(item);
        return true;
    }

    private boolean goOn(Map<FieldPlan, Cell> cells, double top, double foot) {
        boolean near = !items.isEmpty() && top - lastFoot < 8 && top > lastFoot - 4 && goingOn < MOST_GOING_ON;
        if (!near) {
            if (items.isEmpty()) {
                pending.putAll(cells);
            }
            return false;
        }
        goingOn++;
        lastFoot = foot;
        Map<FieldPlan, Cell> item = items.get(items.size() - 1);
        cells.forEach((plan, cell) -> {
            Cell before = item.get(plan);
            if (before == null) {
                item.put(plan, cell);
            } else if (plan.kind() == Kind.TEXT) {
                String text = before.found().value().asText() + " "
                        + cell.found().value().asText();
                Found joined = new Found(
                        TextNode.valueOf(text),
                        before.found().fit(),
                        before.found().start(),
                        before.found().end());
                List<String> citations = new ArrayList<>(before.citations());
                citations.addAll(cell.citations());
                item.put(plan, new Cell(joined, citations, before.score()));
            }
        });
        return true;
    }

    List<Map<FieldPlan, Answer>> answers() {
        List<Map<FieldPlan, Answer>> answers = new ArrayList<>();
        for (Map<FieldPlan, Cell> item : items) {
            Map<FieldPlan, Answer> answer = new IdentityHashMap<>();
            item.forEach((plan, cell) ->
                    answer.put(plan, Answer.leaf(cell.found().value(), cell.citations(), cell.score())));
            answers.add(answer);
        }
        return answers;
    }
}
