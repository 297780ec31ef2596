package dev.sluice.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.intake.AnyEngine;
import dev.sluice.intake.source.SourceDefaults;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The template documents the parameters; the beans read them: both must say the same. */
class FolderTemplateTest {
    private static final IntakeSettings DEFAULTS = new IntakeSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            64,
            4,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    private static final SourceDefaults SOURCES = new SourceDefaults(
            Path.of("home").toAbsolutePath(), Duration.ofSeconds(1), new AnyEngine(), new ObjectMapper());

    private static List<Map<String, Object>> parameters() throws IOException {
        try (Reader file = Files.newBufferedReader(Path.of("routes/templates/folder-source.camel.yaml"))) {
            JsonNode parameters =
                    new ObjectMapper().valueToTree(new Yaml().load(file)).at("/0/routeTemplate/parameters");
            return new ObjectMapper().convertValue(parameters, new TypeReference<List<Map<String, Object>>>() {});
        }
    }

    private static FolderSettings settings(Map<String, String> parameters) {
        FolderParameters.Reading reading = FolderParameters.read(parameters, SOURCES, DEFAULTS);
        assertThat(reading.mistakes()).isEmpty();
        return reading.settings();
    }

    @Test
    void the_templates_defaults_are_the_beans_defaults() throws IOException {
        Map<String, String> required = Map.of("sourceId", "a", "directory", "in");
        Map<String, String> spelled = new HashMap<>(required);
        for (Map<String, Object> parameter : parameters()) {
            if (parameter.containsKey("defaultValue")) {
                spelled.put((String) parameter.get("name"), String.valueOf(parameter.get("defaultValue")));
            }
        }
        assertThat(spelled).hasSizeGreaterThan(8);
        assertThat(settings(spelled))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.pattern().equals(b.pattern()), Pattern.class)
                .isEqualTo(settings(required));
    }

    @Test
    void every_documented_parameter_is_read_and_every_read_one_documented() throws IOException {
        List<String> documented = parameters().stream()
                .map(parameter -> (String) parameter.get("name"))
                .filter(name -> !name.equals("tick"))
                .sorted()
                .toList();
        FolderParameters.Reading reading =
                FolderParameters.read(Map.of("sourceId", "a", "directory", "in", "x", "y"), SOURCES, DEFAULTS);

        assertThat(reading.mistakes())
                .containsExactly(
                        "There is no parameter \"x\"; a folder source has " + String.join(", ", documented) + ".");
    }
}
