package dev.sluice.api.pulse.excel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template asks for, and where the answers go. Rows and columns count from 0. */
record Layout(List<Field> fields, List<Grid> grids) {
    /** A cell beside its label. */
    record Field(String name, ObjectNode schema, int sheet, int row, int column) {}

    /** A column of a table. */
    record Column(String name, ObjectNode schema, int column) {}

    /**
     * A table: a row of headers, and rows below it.
     *
     * @param rows there are for answers already, examples included
     * @param table the name of the workbook's own table, if it is one
     */
    record Grid(
            String name,
            int sheet,
            int header,
            int rows,
            List<Column> columns,
            @Nullable String table) {}

    Layout {
        fields = List.copyOf(fields);
        grids = List.copyOf(grids);
    }

    /** A JSON Schema: a property for each label, and a list of objects for each table. */
    ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        fields.forEach(field -> properties.set(field.name(), field.schema()));
        for (Grid grid : grids) {
            ObjectNode items = properties
                    .putObject(grid.name())
                    .put("type", "array")
                    .putObject("items")
                    .put("type", "object");
            ObjectNode columns = items.putObject("properties");
            grid.columns().forEach(column -> columns.set(column.name(), column.schema()));
        }
        return schema;
    }
}
