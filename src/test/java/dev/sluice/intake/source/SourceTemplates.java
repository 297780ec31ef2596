package dev.sluice.intake.source;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.intake.AnyEngine;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** What the templates of sources say about their parameters. */
public final class SourceTemplates {
    /** Defaults of sources that any engine serves. */
    public static final SourceDefaults DEFAULTS = new SourceDefaults(
            Path.of("home").toAbsolutePath(), Duration.ofSeconds(1), new AnyEngine(), new ObjectMapper());

    private SourceTemplates() {}

    /** The names of its parameters but for those that only Sluice gives, in order of the alphabet. */
    public static List<String> names(String template) {
        return parameters(template).stream()
                .map(parameter -> (String) parameter.get("name"))
                .filter(name -> !name.equals("tick"))
                .sorted()
                .toList();
    }

    /** The parameters, and those with a default spelled out. */
    public static Map<String, String> spelled(String template, Map<String, String> required) {
        Map<String, String> spelled = new HashMap<>(required);
        for (Map<String, Object> parameter : parameters(template)) {
            if (parameter.containsKey("defaultValue")) {
                spelled.put((String) parameter.get("name"), String.valueOf(parameter.get("defaultValue")));
            }
        }
        return spelled;
    }

    private static List<Map<String, Object>> parameters(String template) {
        try (Reader file = Files.newBufferedReader(Path.of("routes/templates/" + template + ".camel.yaml"))) {
            ObjectMapper json = new ObjectMapper();
            return json.convertValue(
                    json.valueToTree(new Yaml().load(file)).at("/0/routeTemplate/parameters"),
                    new TypeReference<List<Map<String, Object>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
