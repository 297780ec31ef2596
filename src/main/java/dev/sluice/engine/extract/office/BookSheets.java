package dev.sluice.engine.extract.office;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.xml.sax.Attributes;

/** A workbook's list of its sheets (ECMA-376 part 1, 18.2.19): how many there are, and which are hidden. */
final class BookSheets extends SafeSax.Handler {
    private final Set<String> hidden = new HashSet<>();
    private int count;

    private BookSheets() {}

    static BookSheets read(XSSFReader reader) throws IOException, OpenXML4JException {
        BookSheets sheets = new BookSheets();
        try (InputStream workbook = reader.getWorkbookData()) {
            SafeSax.parse(workbook, sheets);
        }
        return sheets;
    }

    int count() {
        return count;
    }

    boolean isHidden(String sheet) {
        return hidden.contains(sheet);
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (name.equals("sheet")) {
            count++;
            String state = attributes.getValue("state");
            if (state != null && !state.equals("visible") && attributes.getValue("name") != null) {
                hidden.add(attributes.getValue("name"));
            }
        }
    }
}
