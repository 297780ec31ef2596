package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML has no compiler: this is it. */
class RouteFilesTest {
    private static final Path ROUTES = Path.of("routes");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+)(:[^}]*)?}}");
    private static final Pattern CALL = Pattern.compile("(\\w+)(\\((.*)\\))?", Pattern.DOTALL);
    private static final Set<String> KINDS = Set.of("route", "routeTemplate", "routeConfiguration", "templatedRoute");
    /** The elements a step of ours may be; what the canonical form nests stands explicitly in it. */
    private static final Set<String> SCHEMES = Set.of("direct", "seda", "timer", "quartz");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROUTES)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void one_file_defines_one_thing_named_as_the_file(Path file) throws IOException {
        assertThat(file.getFileName().toString()).endsWith(".camel.yaml");
        Map<?, ?> definition = definition(file);

        assertThat(idOf(file, definition)).isEqualTo(expectedId(file));
        assertThat(idOf(file, definition)).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_is_in_the_canonical_form(Path file) throws IOException {
        JsonNode routes = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));

        assertThat(CANONICAL.validate(routes)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_says_in_one_sentence_what_it_does(Path file) throws IOException {
        if (!kindOf(file).equals("templatedRoute")) {
            assertThat((String) definition(file).get("description"))
                    .isNotBlank()
                    .endsWith(".");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_placeholder_is_a_parameter_or_a_documented_key(Path file) throws IOException {
        Set<String> parameters = new TreeSet<>();
        if (definition(file).get("parameters") instanceof List<?> declared
                && kindOf(file).equals("routeTemplate")) {
            declared.forEach(p -> parameters.add((String) ((Map<?, ?>) p).get("name")));
        }
        Set<String> keys = configurationKeys();
        Matcher matcher = PLACEHOLDER.matcher(Files.readString(file));
        while (matcher.find()) {
            String name = matcher.group(1);
            assertThat(parameters.contains(name) || keys.contains(name))
                    .as("{{%s}} in %s is neither a parameter nor a key of config/application.yaml", name, file)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_endpoint_is_local_and_leads_somewhere(Path file) throws IOException {
        Set<String> ids = new HashSet<>();
        for (Path other : files().toList()) {
            ids.add(expectedId(other));
        }
        for (Object uri : valuesOf("uri", definition(file))) {
            String text = (String) uri;
            assertThat(text).as("options belong under parameters").doesNotContain("?");
            String scheme = text.substring(0, text.indexOf(':'));
            assertThat(SCHEMES).as("scheme of %s", text).contains(scheme);
            if (!Set.of("timer", "quartz").contains(scheme)) {
                assertThat(ids).as("the route behind %s", text).contains(text.substring(text.indexOf(':') + 1));
            }
        }
    }

    /** How often a source is looked at is decided by its settings; its timer only asks, as often as Sluice says. */
    @ParameterizedTest
    @MethodSource("files")
    void a_kind_of_source_begins_with_a_timer_at_the_pace_that_sluice_sets(Path file) throws IOException {
        if (file.getFileName().toString().endsWith("-source.camel.yaml")) {
            Map<?, ?> from = (Map<?, ?>) valuesOf("from", definition(file)).get(0);

            assertThat(from.get("uri")).isEqualTo("timer:poll-{{sourceId}}");
            assertThat(from.get("parameters")).isEqualTo(Map.of("period", "{{tick}}"));
        } else {
            assertThat(Files.readString(file)).doesNotContain("{{tick}}");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_bean_and_method_exists(Path file) throws IOException {
        for (Object step : valuesOf("bean", definition(file))) {
            assertBeanCall((Map<?, ?>) step);
        }
        for (Object step : valuesOf("method", definition(file))) {
            if (step instanceof Map<?, ?> language) {
                assertBeanCall(language);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void routes_move_and_never_compute_where_to(Path file) throws IOException {
        String text = Files.readString(file);
        for (String forbidden :
                List.of("toD", "recipientList", "routingSlip", "dynamicRouter", "groovy", "script", "doTry")) {
            assertThat(text).doesNotContain("- " + forbidden + ":");
        }
    }

    private static void assertBeanCall(Map<?, ?> call) {
        String ref = (String) call.get("ref");
        assertThat(BEANS).as("the beans of the program").containsKey(ref);
        Class<?> type = BEANS.getOrDefault(ref, Object.class);
        Matcher matcher = CALL.matcher((String) call.get("method"));
        assertThat(matcher.matches()).isTrue();
        String name = matcher.group(1);
        int arguments = matcher.group(3) == null ? -1 : splitArguments(matcher.group(3));
        assertThat(Arrays.stream(type.getMethods())
                        .filter(m -> m.getName().equals(name))
                        .toList())
                .as("a public method %s of %s with %d arguments", name, type, arguments)
                .anyMatch(m -> arguments == m.getParameterCount() || (arguments == -1 && m.getParameterCount() <= 1));
    }

    private static int splitArguments(String text) {
        return text.isBlank() ? 0 : text.split(",").length;
    }

    /** Bean names and types as Spring would register them, without creating any. */
    /** Camel's own schema of the form without shorthands; see the README beside it. */
    private static final Schema CANONICAL = canonical();

    private static Schema canonical() {
        try (InputStream in =
                RouteFilesTest.class.getResourceAsStream("/camel/camelYamlDsl-canonical-4.22.0.json.gz")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(new ObjectMapper().readTree(new GZIPInputStream(Objects.requireNonNull(in))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Map<String, Class<?>> BEANS = readBeans();

    private static Map<String, Class<?>> readBeans() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        Map<String, Class<?>> beans = new HashMap<>();
        for (BeanDefinition definition : scanner.findCandidateComponents("dev.sluice")) {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(definition.getBeanClassName()), null);
            beans.put(StringUtils.uncapitalize(type.getSimpleName()), type);
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Bean.class)) {
                    beans.put(method.getName(), method.getReturnType());
                }
            }
        }
        return beans;
    }

    private static Set<String> configurationKeys() throws IOException {
        Set<String> keys = new HashSet<>();
        collect("", (Map<?, ?>) Objects.requireNonNull(yaml(Path.of("config/application.yaml"))), keys);
        return keys;
    }

    private static void collect(String prefix, Map<?, ?> map, Set<String> keys) {
        map.forEach((key, value) -> {
            String name = prefix + key;
            keys.add(name);
            if (value instanceof Map<?, ?> nested) {
                collect(name + ".", nested, keys);
            }
        });
    }

    private static List<Object> valuesOf(String key, Object node) {
        List<Object> found = new ArrayList<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((k, v) -> {
                if (key.equals(k)) {
                    found.add(v);
                }
                found.addAll(valuesOf(key, v));
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> found.addAll(valuesOf(key, item)));
        }
        return found;
    }

    private static String expectedId(Path file) {
        String name = file.getFileName().toString().replace(".camel.yaml", "");
        return file.startsWith(ROUTES.resolve("sources")) ? "source-" + name : name;
    }

    private static String idOf(Path file, Map<?, ?> definition) throws IOException {
        return String.valueOf(definition.get(kindOf(file).equals("templatedRoute") ? "routeId" : "id"));
    }

    private static String kindOf(Path file) throws IOException {
        return (String) entry(file).keySet().iterator().next();
    }

    private static Map<?, ?> definition(Path file) throws IOException {
        return (Map<?, ?>) entry(file).values().iterator().next();
    }

    private static Map<?, ?> entry(Path file) throws IOException {
        List<?> entries = (List<?>) Objects.requireNonNull(yaml(file));
        assertThat(entries).as("top-level entries of %s", file).hasSize(1);
        Map<?, ?> entry = (Map<?, ?>) entries.get(0);
        assertThat(entry).hasSize(1);
        assertThat(KINDS).contains((String) entry.keySet().iterator().next());
        return entry;
    }

    private static @Nullable Object yaml(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    }
}
