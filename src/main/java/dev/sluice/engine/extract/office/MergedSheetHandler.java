package dev.sluice.engine.extract.office;

import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.model.Comments;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.Styles;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/** POI's reader of a sheet does not tell which regions are merged and what is hidden; this one does. */
final class MergedSheetHandler extends XSSFSheetXMLHandler {
    private final SheetCells cells;
    private int row;

    MergedSheetHandler(
            Styles styles,
            @Nullable Comments comments,
            SharedStrings strings,
            SheetContentsHandler contents,
            DataFormatter formatter,
            SheetCells cells) {
        super(styles, comments, strings, contents, formatter, false);
        this.cells = cells;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        if ("mergeCell".equals(localName) && attributes.getValue("ref") != null) {
            CellRangeAddress range = CellRangeAddress.valueOf(attributes.getValue("ref"));
            cells.merge(range.getFirstRow(), range.getFirstColumn(), range.getLastRow(), range.getLastColumn());
        }
        if ("row".equals(localName)) {
            row = number(attributes.getValue("r"), row + 1);
            if (isTrue(attributes.getValue("hidden"))) {
                cells.hideRow(row - 1);
            }
        } else if ("col".equals(localName) && isTrue(attributes.getValue("hidden"))) {
            cells.hideColumns(number(attributes.getValue("min"), 1) - 1, number(attributes.getValue("max"), 0) - 1);
        }
        super.startElement(uri, localName, name, attributes);
    }

    private static boolean isTrue(@Nullable String value) {
        return "1".equals(value) || "true".equals(value);
    }

    private static int number(@Nullable String value, int otherwise) {
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
