package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.batch.BatchOutcome;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the README says is so. Its commands against a running hub are run by {@link HubEndToEndTest}. */
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)\\)");
    private static final Pattern BENCH = Pattern.compile("-Dbench=(\\w+)");
    private static final Pattern KEY = Pattern.compile("`(sluice\\.[a-z0-9.-]+)`");

    private final String readme = Files.readString(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void its_test_command_is_the_one_that_ci_runs() throws IOException {
        assertThat(readme).contains("\n./mvnw verify\n");
        assertThat(Files.readString(Path.of(".ci/run"))).contains("./mvnw -B -ntp verify");
    }

    @Test
    void its_links_lead_to_files_that_are_there() {
        Matcher link = LINK.matcher(readme);
        assertThat(link.results().map(r -> Path.of(r.group(1)))).isNotEmpty().allMatch(Files::exists);
    }

    @Test
    void its_benchmarks_exist() {
        assertThat(BENCH.matcher(readme)
                        .results()
                        .map(r -> Path.of("src/bench/java/dev/sluice/bench/" + r.group(1) + ".java")))
                .isNotEmpty()
                .allMatch(Files::exists);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void it_explains_every_error_code(ErrorCode code) {
        assertThat(readme).contains("| `" + code + "` |");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void it_names_every_event(EventType type) {
        assertThat(readme).contains("`" + type.word() + "`");
    }

    @ParameterizedTest
    @EnumSource(BatchOutcome.class)
    void it_names_every_outcome(BatchOutcome outcome) {
        assertThat(readme).contains(outcome.word());
    }

    @Test
    void every_key_it_names_is_one_of_the_configuration() throws IOException {
        Map<String, Object> configuration = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("config/application.yaml")));
        assertThat(KEY.matcher(readme).results().map(r -> r.group(1)))
                .isNotEmpty()
                .allMatch(key -> has(configuration, key));
    }

    private static boolean has(Map<?, ?> tree, String key) {
        if (tree.containsKey(key)) {
            return true;
        }
        int dot = key.indexOf('.');
        return dot > 0
                && tree.get(key.substring(0, dot)) instanceof Map<?, ?> inner
                && has(inner, key.substring(dot + 1));
    }
}
