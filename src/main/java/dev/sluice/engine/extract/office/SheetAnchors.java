package dev.sluice.engine.extract.office;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/**
 * Which cells the pictures and charts of a sheet cover (SpreadsheetML drawings, ECMA-376 part 1, 20.5), by the
 * relationship that each of them names.
 */
final class SheetAnchors extends SafeSax.Handler {
    private final String sheet;
    private final Map<String, String> places = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int column;
    private int row;
    private String from = "";
    private String to = "";

    private SheetAnchors(String sheet) {
        this.sheet = sheet;
    }

    /** Of one drawing part: such as {@code rId1} to {@code Sheet1!D2:H16}. */
    static Map<String, String> read(InputStream in, String sheet) throws IOException {
        SheetAnchors anchors = new SheetAnchors(sheet);
        SafeSax.parse(in, anchors);
        return anchors.places;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        text.setLength(0);
        switch (name) {
            case "oneCellAnchor", "twoCellAnchor", "absoluteAnchor" -> {
                from = "";
                to = "";
            }
            case "blip" -> place(relation(attributes, "embed"));
            case "chart" -> place(relation(attributes, "id"));
            default -> {}
        }
    }

    /** Strict and transitional documents have this attribute in different namespaces. */
    private static @Nullable String relation(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals(name) && attributes.getURI(i).endsWith("/relationships")) {
                return attributes.getValue(i);
            }
        }
        return null;
    }

    private void place(@Nullable String relation) {
        if (relation != null && !from.isEmpty()) {
            places.putIfAbsent(relation, sheet + "!" + from + (to.isEmpty() || to.equals(from) ? "" : ":" + to));
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "col" -> column = number();
            case "row" -> row = number();
            case "from" -> from = cell();
            case "to" -> to = cell();
            default -> {}
        }
    }

    private int number() {
        try {
            return Math.max(
                    0, Math.min(1 << 20, Integer.parseInt(text.toString().strip())));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private String cell() {
        return CellReference.convertNumToColString(column) + (row + 1);
    }
}
