package dev.sluice.api.pulse.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.request.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says the options of an extraction in Sluice's own names: the current ones, and those of older clients. */
public final class ExtractOptionNames {
    private static final Set<String> CHUNK_TYPES = Set.of("semantic", "header", "page", "recursive");
    private static final Set<String> MODELS = Set.of("default", "pulse-ultra-2");
    private static final int LEAST_CHUNK = 100;
    private static final int MOST_CHUNK = 10_000;

    /**
     * What was asked for.
     *
     * @param options in the names of {@code ExtractOptions}; only what is switched on stands in it
     * @param stored whether results may be referred to by an extraction id
     * @param model {@code default} or {@code pulse-ultra-2}
     * @param twice members that the result has a second time at their old place: {@code html}, {@code chunks}
     * @param schema the schema that older clients have applied at once, or null
     * @param warnings what was not understood, or is not done
     */
    public record Mapped(
            ObjectNode options,
            boolean stored,
            String model,
            Set<String> twice,
            @Nullable OldSchema schema,
            List<String> warnings) {
        /** The options of the operation that fills it, a new object; null if there is no schema. */
        public @Nullable ObjectNode schemaOptions() {
            return schema == null ? null : schema.options();
        }
    }

    private final ObjectNode result = JsonNodeFactory.instance.objectNode();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> twice = new TreeSet<>();

    private ExtractOptionNames() {}

    /**
     * Maps {@code extract_options}.
     *
     * @throws dev.sluice.http.ApiException {@code REQ_003}, {@code REQ_005} or {@code REQ_006}
     */
    public static Mapped map(JsonNode value) {
        Options given = new Options("extract_options", value);
        given.take("async"); // children of a batch are never waited for
        Mapped mapped = map(given);
        List<String> warnings = new ArrayList<>(mapped.warnings);
        if (mapped.schema != null) {
            warnings.add(
                    given.at(mapped.schema.name())
                            + " is deprecated: apply a schema with POST /batch/schema, which can be asked again for the same batch.");
        }
        return new Mapped(
                mapped.options, mapped.stored, mapped.model, mapped.twice, mapped.schema, List.copyOf(warnings));
    }

    /** Maps options that stand in {@code given}, of which nothing is left untaken. */
    public static Mapped map(Options given) {
        return new ExtractOptionNames().mapped(given);
    }

    private Mapped mapped(Options given) {
        String pages = PageRange.of(given.at("pages"), given.take("pages"));
        if (pages != null) {
            result.put("pages", pages);
        }
        String model = model(given);
        Options figures = given.object("figureProcessing");
        figures(
                figures.flag("showImages", false) | given.flag("showImages", false),
                figures.flag("description", false) | given.flag("figureDescription", false));
        extensions(given);
        spreadsheet(given.object("spreadsheet"));
        Options storage = given.object("storage");
        boolean stored = storage.flag("enabled", true);
        OldSchema schema = OldSchema.take(given, warnings);
        legacy(given);
        figures.unknown(warnings);
        storage.unknown(warnings);
        given.unknown(warnings);
        return new Mapped(result, stored, model, Set.copyOf(twice), schema, List.copyOf(warnings));
    }

    private static String model(Options given) {
        String model = given.text("model");
        if (model != null && !MODELS.contains(model)) {
            throw PulseError.REQ_003.because(given.at("model") + " must be default or pulse-ultra-2.");
        }
        return model == null ? "default" : model;
    }

    private void extensions(Options given) {
        Options extensions = given.object("extensions");
        set("footnotes", extensions.flag("footnoteReferences", false));
        Options outputs = extensions.object("altOutputs");
        set("words", outputs.flag("wlbb", false));
        boolean oldHtml = given.flag("returnHtml", false);
        set("html", outputs.flag("returnHtml", false) | oldHtml);
        if (oldHtml) {
            twice.add("html");
        }
        set("xml", outputs.flag("returnXml", false));
        if (extensions.flag("mergeTables", false)) {
            warnings.add(extensions.at("mergeTables") + " is ignored: tables are merged by POST /tables.");
        }
        chunking(extensions, given);
        outputs.unknown(warnings);
        extensions.unknown(warnings);
    }

    private void chunking(Options extensions, Options given) {
        JsonNode old = given.take("chunking");
        Options chunking = extensions.object("chunking");
        List<String> types = old.isTextual() && !old.textValue().isBlank()
                ? List.of(old.textValue().split(",", -1))
                : chunking.texts("chunkTypes");
        JsonNode size = chunking.take("chunkSize");
        JsonNode oldSize = given.take("chunkSize");
        ArrayNode mapped = JsonNodeFactory.instance.arrayNode();
        for (String type : types) {
            String word = type.strip().toLowerCase(Locale.ROOT);
            if (!CHUNK_TYPES.contains(word)) {
                throw PulseError.REQ_003.because(
                        chunking.at("chunkTypes") + " may list semantic, header, page and recursive.");
            }
            mapped.add(word);
        }
        Integer chosen = size(size.isNull() ? oldSize : size);
        if (old.isTextual() && !mapped.isEmpty()) {
            twice.add("chunks");
        }
        if (!mapped.isEmpty()) {
            ObjectNode chunks = result.putObject("chunking");
            chunks.set("types", mapped);
            if (chosen != null) {
                chunks.put("size", chosen);
            }
        }
        chunking.unknown(warnings);
    }

    private static @Nullable Integer size(JsonNode size) {
        if (size.isNull() || size.isTextual() && size.textValue().isBlank()) {
            return null;
        }
        boolean number = size.isIntegralNumber() && size.canConvertToInt()
                || size.isTextual() && size.textValue().strip().matches("[0-9]{1,6}");
        int chosen = number ? Integer.parseInt(size.asText().strip()) : 0;
        if (chosen < LEAST_CHUNK || chosen > MOST_CHUNK) {
            throw PulseError.REQ_005.because("The chunk size must be a whole number from 100 to 10000.");
        }
        return chosen;
    }

    private void spreadsheet(Options given) {
        boolean rows = given.flag("includeHiddenRows", false);
        boolean columns = given.flag("includeHiddenCols", false);
        boolean sheets = given.flag("includeHiddenSheets", false);
        if (rows || columns || sheets) {
            result.putObject("hidden").put("rows", rows).put("columns", columns).put("sheets", sheets);
        }
        given.unknown(warnings);
    }

    private void figures(boolean images, boolean descriptions) {
        if (images || descriptions) {
            result.putObject("figures").put("images", images).put("descriptions", descriptions);
        }
    }

    private void set(String name, boolean value) {
        if (value) {
            result.put(name, true);
        }
    }

    private void legacy(Options given) {
        for (String name : List.of("customPrompt", "thinking", "extractFigure")) {
            if (!given.take(name).isNull()) {
                warnings.add(given.at(name) + " is deprecated and ignored.");
            }
        }
    }
}
