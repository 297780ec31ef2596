package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a whole schema from one document. */
final class DocumentFiller {
    private final Planner planner;
    private final LeafFiller leaves;
    private final TableItems tables;
    private final ScalarLists lists;

    DocumentFiller(DocumentReading document, Planner planner) {
        this.planner = planner;
        FieldFinder finder = new FieldFinder(document);
        Parties parties = new Parties(document, finder, planner);
        this.leaves = new LeafFiller(finder, new Fallbacks(document, parties), new Totals(document, finder, planner));
        this.tables = new TableItems(document);
        this.lists = new ScalarLists(document);
    }

    Answer fill(Field root) {
        Map<Field, FieldPlan> plans = new IdentityHashMap<>();
        List<FieldPlan> ordered = new ArrayList<>();
        plan(root, List.of(), plans, ordered);
        return answer(root, List.of(), plans, leaves.fill(ordered));
    }

    private void plan(Field field, List<Field> path, Map<Field, FieldPlan> plans, List<FieldPlan> ordered) {
        if (field.leaf()) {
            FieldPlan plan = planner.plan(field, path, false);
            plans.put(field, plan);
            ordered.add(plan);
        } else {
            List<Field> inner = with(path, field);
            field.properties().values().forEach(one -> plan(one, inner, plans, ordered));
        }
    }

    private static List<Field> with(List<Field> path, Field field) {
        List<Field> inner = new ArrayList<>(path);
        inner.add(field);
        return inner;
    }

    private Answer answer(
            Field field, List<Field> path, Map<Field, FieldPlan> plans, Map<FieldPlan, Candidate> chosen) {
        if (field.type() == Field.Type.OBJECT) {
            Map<String, Answer> properties = new LinkedHashMap<>();
            field.properties()
                    .forEach((name, one) -> properties.put(name, answer(one, with(path, field), plans, chosen)));
            return Answer.object(properties);
        }
        if (field.type() == Field.Type.ARRAY) {
            return Answer.array(items(field, path));
        }
        FieldPlan plan = plans.get(field);
        Candidate candidate = plan == null ? null : chosen.get(plan);
        return candidate == null ? Answer.none() : Answer.leaf(candidate);
    }

    private List<Answer> items(Field array, List<Field> path) {
        Field item = array.items();
        if (item == null) {
            return List.of();
        }
        if (item.leaf()) {
            // The array's name is what the label says; the item only says how to read.
            return lists.items(planner.plan(named(array, item), path, false));
        }
        List<FieldPlan> plans = new ArrayList<>();
        linePlans(item, with(path, array), plans);
        List<Map<FieldPlan, Answer>> rows = tables.rows(plans, planner.meanings(array.name()));
        List<Answer> items = new ArrayList<>();
        for (Map<FieldPlan, Answer> row : rows) {
            items.add(line(item, plans, row));
        }
        return items;
    }

    private static Field named(Field array, Field item) {
        return new Field(
                array.name(),
                item.type(),
                array.title().isEmpty() ? item.title() : array.title(),
                array.description().isEmpty() ? item.description() : array.description(),
                item.format(),
                item.pattern(),
                item.allowed(),
                item.examples(),
                array.required(),
                Map.of(),
                null);
    }

    private void linePlans(Field field, List<Field> path, List<FieldPlan> plans) {
        for (Field one : field.properties().values()) {
            if (one.leaf()) {
                plans.add(planner.plan(one, path, true));
            } else {
                linePlans(one, with(path, one), plans);
            }
        }
    }

    private static Answer line(Field item, List<FieldPlan> plans, Map<FieldPlan, Answer> row) {
        if (item.type() == Field.Type.ARRAY) {
            return Answer.array(List.of());
        }
        if (item.leaf()) {
            Answer found = answerOf(item, plans, row);
            return found == null ? Answer.none() : found;
        }
        Map<String, Answer> properties = new LinkedHashMap<>();
        item.properties().forEach((name, one) -> properties.put(name, line(one, plans, row)));
        return Answer.object(properties);
    }

    private static @Nullable Answer answerOf(Field field, List<FieldPlan> plans, Map<FieldPlan, Answer> row) {
        for (FieldPlan plan : plans) {
            if (plan.field() == field) {
                return row.get(plan);
            }
        }
        return null;
    }
}
