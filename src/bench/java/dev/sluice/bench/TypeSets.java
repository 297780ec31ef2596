package dev.sluice.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sets of types in {@code src/bench/documents/type-sets.txt}, as clients would write them. */
final class TypeSets {
    private final Map<String, List<Type>> sets = new LinkedHashMap<>();

    /** A type and the kinds of sample documents that are of it. */
    record Type(String name, String description, Set<String> kinds) {}

    TypeSets(Path file) throws IOException {
        List<Type> current = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("# ")) {
                current = new ArrayList<>();
                sets.put(line.substring(2), current);
            } else if (!line.isBlank() && !line.startsWith(";")) {
                String[] parts = line.split("\\|", -1);
                Set<String> kinds = Set.of(parts[2].strip().split(" +", -1));
                current.add(new Type(parts[0].strip(), parts[1].strip(), kinds));
            }
        }
    }

    Map<String, List<Type>> all() {
        return sets;
    }

    /** The type that a document of that kind is of; null when the set has none. */
    static @Nullable Type of(List<Type> set, String kind) {
        for (Type type : set) {
            if (type.kinds().contains(kind)) {
                return type;
            }
        }
        return null;
    }

    /** The options of an operation. */
    static ObjectNode options(String list, Iterable<Type> types) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        for (Type type : types) {
            options.withArray(list).addObject().put("name", type.name()).put("description", type.description());
        }
        return options;
    }
}
