package dev.sluice.camel;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a file in {@code routes/sources} says: which template, with which parameters. Such a file is data; anything more
 * than one {@code templatedRoute} is refused, so that picking it up live is safe.
 *
 * @param routeId {@code source-} and the file's name
 */
record SourceFile(String routeId, String template, Map<String, String> parameters) {
    static final String PREFIX = "source-";

    /** The id that the template gets as its parameter {@code sourceId}: the file's name. */
    String sourceId() {
        return routeId.substring(PREFIX.length());
    }

    /**
     * Reads it.
     *
     * @throws RefusedSourceException if it is anything else, with the reason
     */
    static SourceFile read(RouteFile file) {
        Object parsed = parse(file);
        if (!(parsed instanceof List<?> entries) || entries.size() != 1) {
            throw new RefusedSourceException("it must hold exactly one entry, a templatedRoute");
        }
        Map<?, ?> templated =
                map(only(map(entries.get(0), "the entry"), "templatedRoute", "the entry"), "templatedRoute");
        for (Object key : templated.keySet()) {
            if (!Set.of("routeId", "routeTemplateRef", "parameters").contains(String.valueOf(key))) {
                throw new RefusedSourceException(
                        "templatedRoute may have routeId, routeTemplateRef and parameters, not '%s'".formatted(key));
            }
        }
        String expected = PREFIX + file.id();
        if (!expected.equals(templated.get("routeId"))) {
            throw new RefusedSourceException("its routeId must be '%s' (source- and the file's name), not '%s'"
                    .formatted(expected, templated.get("routeId")));
        }
        if (!expected.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new RefusedSourceException("the file's name must be words of a-z and 0-9 joined by '-'");
        }
        if (!(templated.get("routeTemplateRef") instanceof String template)) {
            throw new RefusedSourceException("routeTemplateRef must name a template, such as folder-source");
        }
        return new SourceFile(expected, template, parameters(templated.get("parameters"), file));
    }

    private static Object parse(RouteFile file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(10);
        options.setCodePointLimit(100_000);
        try {
            return new Yaml(new SafeConstructor(options)).load(new String(file.content(), StandardCharsets.UTF_8));
        } catch (MarkedYAMLException e) {
            throw new RefusedSourceException("it is not valid YAML: %s, line %d, column %d"
                    .formatted(
                            e.getProblem(),
                            e.getProblemMark().getLine() + 1,
                            e.getProblemMark().getColumn() + 1));
        } catch (YAMLException e) {
            throw new RefusedSourceException("it is not valid YAML: " + e.getMessage());
        }
    }

    private static Map<String, String> parameters(@Nullable Object given, RouteFile file) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Object value = given == null ? List.of() : given;
        if (!(value instanceof List<?> list)) {
            throw new RefusedSourceException("parameters must be a list of {name: …, value: …}");
        }
        for (Object item : list) {
            Map<?, ?> parameter = map(item, "each of the parameters");
            Object name = parameter.get("name");
            Object text = parameter.get("value");
            if (parameter.size() != 2
                    || !(name instanceof String)
                    || text == null
                    || text instanceof Map
                    || text instanceof List) {
                throw new RefusedSourceException("each of the parameters must be {name: …, value: …}, not " + item);
            }
            if (parameters.put((String) name, String.valueOf(text)) != null) {
                throw new RefusedSourceException("the parameter '%s' is given twice".formatted(name));
            }
        }
        String sourceId = parameters.putIfAbsent("sourceId", file.id());
        if (sourceId != null && !sourceId.equals(file.id())) {
            throw new RefusedSourceException(
                    "the parameter sourceId must be the file's name, '%s', or be left out".formatted(file.id()));
        }
        return parameters;
    }

    private static Object only(Map<?, ?> map, String key, String what) {
        if (map.size() != 1 || !map.containsKey(key)) {
            throw new RefusedSourceException("%s must be a %s, not %s".formatted(what, key, map.keySet()));
        }
        return map.get(key);
    }

    private static Map<?, ?> map(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new RefusedSourceException(what + " must be a map");
    }
}
