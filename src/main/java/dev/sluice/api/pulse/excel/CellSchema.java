package dev.sluice.api.pulse.excel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.jspecify.annotations.Nullable;

/** Says of a cell that is to be filled what may stand in it: by its list of choices, its format, or its label. */
final class CellSchema {
    private static final Pattern DATE = Pattern.compile("(?iu)\\b(date|datum|due|fällig\\w*|fecha)\\b");
    private static final Pattern NUMBER = Pattern.compile(
            "(?iu)\\b(amount|total|subtotal|sum|price|qty|quantity|cost|tax|vat|count|rate|betrag|menge|preis|anzahl|summe|"
                    + "gesamt|netto|brutto|mwst|importe|cantidad|precio|montant|quantité|prix)\\b");

    private CellSchema() {}

    /**
     * The schema.
     *
     * @param label what stands beside or above it
     * @param labelCell where that stands, for its comment
     */
    static ObjectNode of(String label, @Nullable Cell labelCell, Sheet sheet, int row, int column) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        Cell cell = Cells.at(sheet, row, column);
        String[] choices = choices(sheet, row, column);
        if (choices.length > 0) {
            schema.put("type", "string");
            ArrayNode list = schema.putArray("enum");
            for (String choice : choices) {
                list.add(choice.strip());
            }
        } else {
            typed(schema, label, cell);
        }
        String comment = labelCell == null || labelCell.getCellComment() == null
                ? ""
                : labelCell.getCellComment().getString().getString().strip();
        String description = comment.isEmpty() ? label : label + ": " + comment;
        return schema.put("description", description.substring(0, Math.min(1_000, description.length())));
    }

    private static void typed(ObjectNode schema, String label, @Nullable Cell cell) {
        String format =
                cell == null ? "General" : String.valueOf(cell.getCellStyle().getDataFormatString());
        boolean general = format.equalsIgnoreCase("General");
        boolean date = !general
                && cell != null
                && DateUtil.isADateFormat(cell.getCellStyle().getDataFormat(), format);
        if (date || general && DATE.matcher(label).find()) {
            schema.put("type", "string").put("format", "date");
        } else if (!general && !format.equals("@") && format.matches(".*[0#].*")
                || general && NUMBER.matcher(label).find()) {
            schema.put("type", "number");
        } else if (cell != null && cell.getCellType() == CellType.BOOLEAN) {
            schema.put("type", "boolean");
        } else {
            schema.put("type", "string");
        }
    }

    private static String[] choices(Sheet sheet, int row, int column) {
        for (DataValidation validation : sheet.getDataValidations()) {
            boolean there = false;
            for (var region : validation.getRegions().getCellRangeAddresses()) {
                there |= region.isInRange(row, column);
            }
            String[] values = validation.getValidationConstraint().getExplicitListValues();
            if (there && values != null && values.length <= 500) {
                return values;
            }
        }
        return new String[0];
    }
}
