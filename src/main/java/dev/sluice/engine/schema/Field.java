package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place of the schema that wants a value.
 *
 * @param name the property's name; empty for the items of an array
 * @param type what JSON it becomes
 * @param title as written, or empty
 * @param description as written, or empty
 * @param format as written, or empty
 * @param pattern a regular expression the text must match, or empty
 * @param allowed the only values allowed, empty if any is
 * @param examples what values look like
 * @param required whether the schema wants it
 * @param properties of an object, in the schema's order
 * @param items of an array
 */
record Field(
        String name,
        Type type,
        String title,
        String description,
        String format,
        String pattern,
        List<JsonNode> allowed,
        List<String> examples,
        boolean required,
        Map<String, Field> properties,
        @Nullable Field items) {
    /** What JSON a value becomes. */
    enum Type {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        OBJECT,
        ARRAY
    }

    boolean leaf() {
        return type != Type.OBJECT && type != Type.ARRAY;
    }
}
