package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the labels that a schema's own names, titles and descriptions are. */
final class OwnLabels {
    private final Planner planner;

    OwnLabels(Planner planner) {
        this.planner = planner;
    }

    Set<Long> of(Field root) {
        Set<Long> keys = new HashSet<>();
        collect(root, List.of(), false, keys);
        return keys;
    }

    private void collect(Field field, List<Field> path, boolean line, Set<Long> keys) {
        if (field.leaf()) {
            planner.plan(field, path, line).phrases().forEach(phrase -> keys.add(phrase.key()));
        } else {
            List<Field> inner = new ArrayList<>(path);
            inner.add(field);
            field.properties().values().forEach(one -> collect(one, inner, line, keys));
            if (field.items() != null) {
                planner.plan(field, path, line).phrases().forEach(phrase -> keys.add(phrase.key()));
                collect(field.items(), inner, true, keys);
            }
        }
    }
}
