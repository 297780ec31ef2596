package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Names the fields that the schema requires and the text does not have. */
final class Missing {
    private Missing() {}

    static List<String> of(Field root, JsonNode value) {
        List<String> missing = new ArrayList<>();
        collect(root, value, "", missing);
        return missing;
    }

    private static void collect(Field field, JsonNode value, String path, List<String> missing) {
        field.properties().forEach((name, one) -> {
            JsonNode there = value.path(name);
            String named = path + name;
            if (one.leaf() && one.required() && (there.isNull() || there.isMissingNode())) {
                missing.add(named);
            } else if (one.type() == Field.Type.ARRAY && one.required() && there.isEmpty()) {
                missing.add(named);
            } else if (one.type() == Field.Type.OBJECT) {
                collect(one, there, named + ".", missing);
            }
        });
    }
}
