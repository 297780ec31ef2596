package dev.sluice.engine.extract.office;

import dev.sluice.engine.extract.Drawing;
import dev.sluice.engine.extract.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.xml.sax.Attributes;

/**
 * The texts and values of a chart as Office keeps them beside the drawing (DrawingML charts, ECMA-376 part 1, 21.2):
 * its titles, and a table of categories and series.
 */
final class ChartReader extends SafeSax.Handler {
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_RANGES = 1_000;

    private final List<String> titles = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, String> categories = new TreeMap<>();
    private final List<Map<Integer, String>> values = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder title = new StringBuilder();
    private final Set<String> ranges = new LinkedHashSet<>();
    private String type = "";
    private int ownTitles = -1;
    private String part = "";
    private boolean inSeries;
    private int point;

    private ChartReader() {}

    /**
     * What a chart says.
     *
     * @param titles of the chart and its axes
     * @param table categories down, series across; no rows if the chart keeps no values
     * @param drawing its kind, its own title and where its numbers come from
     */
    record Chart(List<String> titles, Table table, Drawing drawing) {}

    static Chart read(InputStream in) throws IOException {
        ChartReader reader = new ChartReader();
        SafeSax.parse(in, reader);
        String title = reader.ownTitles > 0 ? reader.titles.get(0) : null;
        String type = reader.type.isEmpty() ? "Chart" : reader.type;
        return new Chart(reader.titles, reader.table(), new Drawing(null, type, title, List.copyOf(reader.ranges)));
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "ser" -> {
                inSeries = true;
                names.add("");
                values.add(new TreeMap<>());
            }
            case "plotArea" -> ownTitles = titles.size();
            case "tx", "cat", "xVal", "val", "yVal" -> part = inSeries ? name : part;
            case "pt" -> point = index(attributes.getValue("idx"));
            case "p" -> title.append(title.isEmpty() ? "" : " ");
            default -> {
                if (type.isEmpty() && ownTitles >= 0 && name.endsWith("Chart")) {
                    type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
                }
            }
        }
        text.setLength(0);
    }

    private static int index(String value) {
        try {
            return value == null ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "ser" -> inSeries = false;
            case "f" -> range(text.toString().strip());
            case "v" -> value(text.toString().strip());
            case "t" -> title.append(text);
            case "title", "rich" -> {
                if (!title.toString().isBlank()) {
                    titles.add(title.toString().strip());
                }
                title.setLength(0);
            }
            default -> {}
        }
    }

    private void range(String formula) {
        if (inSeries && !part.equals("tx") && !formula.isEmpty() && ranges.size() < MOST_RANGES) {
            ranges.add(formula);
        }
    }

    private void value(String value) {
        if (!inSeries || values.isEmpty()) {
            return;
        }
        int last = values.size() - 1;
        switch (part) {
            case "tx" -> names.set(last, (names.get(last) + " " + value).strip());
            case "cat", "xVal" -> {
                if (categories.size() < MOST_POINTS) {
                    categories.putIfAbsent(point, value);
                }
            }
            case "val", "yVal" -> {
                if (values.get(last).size() < MOST_POINTS) {
                    values.get(last).put(point, plain(value));
                }
            }
            default -> {}
        }
    }

    /** Charts keep numbers with all digits of a double. */
    private static String plain(String value) {
        try {
            double number = Double.parseDouble(value);
            double rounded = Math.round(number * 1e6) / 1e6;
            return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                    ? Long.toString((long) rounded)
                    : Double.toString(rounded);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private Table table() {
        List<Table.Row> rows = new ArrayList<>();
        if (!values.isEmpty()) {
            List<Table.Cell> head = new ArrayList<>();
            head.add(cell("", 0));
            for (int i = 0; i < names.size(); i++) {
                head.add(cell(names.get(i), i + 1));
            }
            rows.add(new Table.Row(head));
            Map<Integer, String> all = new TreeMap<>(categories);
            values.forEach(series -> series.keySet().forEach(index -> all.putIfAbsent(index, "")));
            all.forEach((index, category) -> {
                List<Table.Cell> cells = new ArrayList<>();
                cells.add(cell(category, 0));
                for (int i = 0; i < values.size(); i++) {
                    cells.add(cell(values.get(i).getOrDefault(index, ""), i + 1));
                }
                rows.add(new Table.Row(cells));
            });
        }
        return new Table(rows, "chart");
    }

    private static Table.Cell cell(String text, int column) {
        return new Table.Cell(text, column, 1, 1, null);
    }
}
