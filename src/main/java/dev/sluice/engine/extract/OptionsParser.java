package dev.sluice.engine.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.ExtractOptions.ChunkType;
import dev.sluice.engine.extract.ExtractOptions.Chunking;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks every key and every type of a request's options. */
final class OptionsParser {
    private static final List<String> KNOWN =
            List.of("pages", "chunking", "html", "xml", "words", "footnotes", "hidden", "figures");
    private static final String CHUNK_TYPES = "semantic, header, page and recursive";

    private final ObjectNode options;

    OptionsParser(ObjectNode options) {
        this.options = options;
    }

    ExtractOptions parse() {
        onlyKnown(options, "extract", "", KNOWN);
        JsonNode hidden = object("hidden", List.of("rows", "columns", "sheets"));
        JsonNode figures = object("figures", List.of("images", "descriptions"));
        return new ExtractOptions(
                pages(options.get("pages")),
                chunking(object("chunking", List.of("types", "size"))),
                flag(options, "", "html"),
                flag(options, "", "xml"),
                flag(options, "", "words"),
                flag(options, "", "footnotes"),
                new ExtractOptions.Hidden(
                        flag(hidden, "hidden.", "rows"),
                        flag(hidden, "hidden.", "columns"),
                        flag(hidden, "hidden.", "sheets")),
                new ExtractOptions.Figures(
                        flag(figures, "figures.", "images"), flag(figures, "figures.", "descriptions")));
    }

    private static void onlyKnown(JsonNode object, String what, String prefix, List<String> known) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw invalid("'%s' is no option of %s; there are %s."
                        .formatted(prefix + shown(name), what, String.join(", ", known)));
            }
        }
    }

    private @Nullable JsonNode object(String name, List<String> known) {
        JsonNode value = options.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw invalid("The option %s must be an object with the keys %s, but is %s."
                    .formatted(name, String.join(", ", known), shown(value)));
        }
        onlyKnown(value, name, name + ".", known);
        return value;
    }

    private static boolean flag(@Nullable JsonNode object, String prefix, String name) {
        JsonNode value = object == null ? null : object.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw invalid("The option %s must be true or false, but is %s.".formatted(prefix + name, shown(value)));
        }
        return value.booleanValue();
    }

    private static PageSelection pages(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return PageSelection.ALL;
        }
        if (!value.isTextual()) {
            throw invalid("The option pages must be a text such as \"1-2,5\", but is %s.".formatted(shown(value)));
        }
        return PageSelection.parse(value.textValue());
    }

    private static @Nullable Chunking chunking(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        JsonNode types = value.get("types");
        if (types == null || !types.isArray() || types.isEmpty()) {
            throw invalid("The option chunking.types must be a list with at least one of " + CHUNK_TYPES + ".");
        }
        List<ChunkType> chosen = new ArrayList<>();
        for (JsonNode type : types) {
            ChunkType known = chunkType(type);
            if (!chosen.contains(known)) {
                chosen.add(known);
            }
        }
        JsonNode size = value.get("size");
        if (size == null || size.isNull()) {
            return new Chunking(chosen, Chunking.DEFAULT_SIZE);
        }
        if (!size.isIntegralNumber()
                || !size.canConvertToInt()
                || size.intValue() < Chunking.SMALLEST
                || size.intValue() > Chunking.LARGEST) {
            throw invalid("The option chunking.size must be a whole number from %d to %d, but is %s."
                    .formatted(Chunking.SMALLEST, Chunking.LARGEST, shown(size)));
        }
        return new Chunking(chosen, size.intValue());
    }

    private static ChunkType chunkType(JsonNode value) {
        for (ChunkType type : ChunkType.values()) {
            if (value.isTextual() && type.name().toLowerCase(Locale.ROOT).equals(value.textValue())) {
                return type;
            }
        }
        throw invalid("The option chunking.types knows %s, but has %s.".formatted(CHUNK_TYPES, shown(value)));
    }

    private static String shown(JsonNode value) {
        return shown(value.toString());
    }

    private static String shown(String text) {
        String line = Texts.oneLine(text);
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    private static SluiceException invalid(String sentence) {
        return new SluiceException(ErrorCode.INVALID_OPTIONS, sentence);
    }
}
