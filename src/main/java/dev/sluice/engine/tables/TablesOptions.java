package dev.sluice.engine.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client asked for.
 *
 * @param merge whether tables that go on over pages are joined
 * @param formats which renderings the result holds
 * @param pages the only pages to look at
 * @param chartsToTables whether charts were to be read as tables, which they are not
 */
record TablesOptions(boolean merge, Set<Format> formats, PageRange pages, boolean chartsToTables) {
    /** A rendering of a table. */
    enum Format {
        HTML,
        JSON,
        MARKDOWN,
        CSV;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TablesOptions of(ObjectNode options) {
        boolean merge = false;
        boolean charts = false;
        Set<Format> formats = EnumSet.allOf(Format.class);
        PageRange pages = PageRange.ALL;
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            JsonNode value = option.getValue();
            switch (option.getKey()) {
                case "merge" -> merge = flag("merge", value);
                case "chartsToTables" -> charts = flag("chartsToTables", value);
                case "formats" -> formats = formats(value);
                case "pages" -> pages = pages(value);
                default ->
                    throw invalid("The option \"" + option.getKey()
                            + "\" is not known; merge, formats, pages and chartsToTables are.");
            }
        }
        return new TablesOptions(merge, formats, pages, charts);
    }

    private static boolean flag(String name, JsonNode value) {
        if (!value.isBoolean()) {
            throw invalid("The option \"" + name + "\" is " + shown(value) + "; it takes true or false.");
        }
        return value.booleanValue();
    }

    private static Set<Format> formats(JsonNode value) {
        String known = Stream.of(Format.values()).map(Format::word).collect(Collectors.joining(", "));
        if (!value.isArray() || value.isEmpty()) {
            throw invalid("The option \"formats\" is " + shown(value) + "; it takes a list of some of " + known + ".");
        }
        Set<Format> formats = EnumSet.noneOf(Format.class);
        for (JsonNode item : value) {
            Format format = Stream.of(Format.values())
                    .filter(f -> item.isTextual() && f.word().equals(item.textValue()))
                    .findFirst()
                    .orElseThrow(() ->
                            invalid("The option \"formats\" holds " + shown(item) + "; known are " + known + "."));
            formats.add(format);
        }
        return formats;
    }

    private static PageRange pages(JsonNode value) {
        if (value.isTextual()) {
            PageRange range = PageRange.parse(value.textValue());
            if (range != null) {
                return range;
            }
        }
        throw invalid("The option \"pages\" is " + shown(value) + "; it takes page numbers such as \"1-2,5\".");
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static SluiceException invalid(String sentence) {
        return new SluiceException(ErrorCode.INVALID_OPTIONS, sentence);
    }
}
