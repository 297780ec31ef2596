package dev.sluice.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.batch.Operation;
import dev.sluice.intake.AnyEngine;
import dev.sluice.intake.content.IntakeLimits;
import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class FolderSourcesTest {
    @TempDir
    Path temp;

    private Path home;
    private FolderSources sources;

    @BeforeEach
    void start() throws IOException {
        home = Files.createDirectories(temp.resolve("home"));
        IntakeSettings defaults = new IntakeSettings(
                Duration.ofSeconds(7),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                64,
                4,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
        sources = new FolderSources(
                new SourceDefaults(home, java.time.Duration.ofMinutes(1), new AnyEngine(), new ObjectMapper()),
                defaults,
                new FolderPreview(
                        (settings, keys) -> List.of(),
                        new IntakeLimits(DataSize.ofMegabytes(1), DataSize.ofBytes(0)),
                        Clock.systemUTC()));
    }

    private Map<String, String> source(String id, Path directory, String... more) {
        Map<String, String> parameters = new HashMap<>(Map.of("sourceId", id, "directory", directory.toString()));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    private FolderSettings settings(String id) {
        return sources.find(id).orElseThrow().settings;
    }

    @Test
    void a_name_and_a_folder_are_enough() {
        sources.register(source("a", temp.resolve("in")));

        FolderSettings settings = settings("a");
        assertThat(settings.source().operation()).isEqualTo(Operation.EXTRACT);
        assertThat(settings.source().engine()).isEqualTo("embedded");
        assertThat(settings.source().workers()).isEqualTo(4);
        assertThat(settings.quietTime()).hasSeconds(7);
        assertThat(settings.source().batchQuietTime()).hasSeconds(10);
        assertThat(settings.source().batchMaxSize()).isEqualTo(1_000);
        assertThat(settings.output()).isEqualTo(home.resolve("results/a"));
        assertThat(settings.recursive()).isTrue();
    }

    @Test
    void every_mistake_is_named_at_once() {
        Map<String, String> wrong = source("a", temp.resolve("in"), "workers", "0", "operation", "translate");
        wrong.put("pollIntervall", "1s");
        wrong.put("quietTime", "10");
        wrong.put("options", "[1]");
        wrong.put("include", "a[");
        wrong.put("recursive", "yes");

        SourceSettingsException e = catchThrowableOfType(SourceSettingsException.class, () -> sources.register(wrong));

        assertThat(e.mistakes()).hasSize(7);
        assertThat(e)
                .hasMessageContaining("There is no parameter \"pollIntervall\"; a folder source has batchMaxSize,")
                .hasMessageContaining(
                        "operation is \"translate\"; it is one of extract, schema, tables, split, classify.")
                .hasMessageContaining("workers is \"0\"; it is a number from 1 to 256.")
                .hasMessageContaining("quietTime is \"10\"; it is a time with its unit, such as 5s or 1m.")
                .hasMessageContaining("options is JSON, but no object; it begins with \"{\".")
                .hasMessageContaining("include: \"a[\" is not a pattern: a \"[\" without a \"]\".")
                .hasMessageContaining("recursive is \"yes\"; it is true or false.");
        assertThat(sources.statuses()).isEmpty();
    }

    @Test
    void a_source_needs_a_name_and_a_folder() {
        assertThatThrownBy(() -> sources.register(Map.of()))
                .hasMessageContaining("The parameter sourceId is missing")
                .hasMessageContaining("The parameter directory is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invoices", "a b", "a/b", "../a", "-a", "a--b", "ä"})
    void a_name_is_lower_case_with_hyphens(String id) {
        assertThatThrownBy(() -> sources.register(source(id, temp.resolve("in"))))
                .hasMessageContaining("it takes up to 60 lower-case letters and digits");
    }

    @ParameterizedTest
    @CsvSource({
        "home, overlaps",
        ".,overlaps",
        "home/postgres/data, overlaps",
        "home/artifacts, overlaps",
        "/, the root of a whole disk"
    })
    void sluices_own_files_are_not_watched(String directory, String mistake) {
        assertThatThrownBy(() -> sources.register(source("a", temp.resolve(directory))))
                .hasMessageContaining(mistake);
    }

    @ParameterizedTest
    @CsvSource({"one,one/deeper", "one/deeper,one", "one,one"})
    void folders_of_two_sources_do_not_overlap(String first, String second) {
        sources.register(source("a", temp.resolve(first)));
        assertThatThrownBy(() -> sources.register(source("b", temp.resolve(second))))
                .hasMessageContaining("the folder of the source \"a\"");
    }

    @Test
    void neighbours_with_a_common_beginning_do_not_overlap() {
        sources.register(source("a", temp.resolve("in")));
        assertThatCode(() -> sources.register(source("b", temp.resolve("in-b"))))
                .doesNotThrowAnyException();
    }

    @Test
    void an_overlap_through_a_link_is_seen() throws IOException {
        Files.createDirectories(temp.resolve("in/deep"));
        Files.createSymbolicLink(temp.resolve("alias"), temp.resolve("in/deep"));
        sources.register(source("a", temp.resolve("in")));
        assertThatThrownBy(() -> sources.register(source("b", temp.resolve("alias"))))
                .hasMessageContaining("overlaps");
    }

    @Test
    void results_are_not_written_where_documents_are_taken() {
        assertThatThrownBy(() -> sources.register(source(
                        "a",
                        temp.resolve("in"),
                        "output",
                        temp.resolve("in/results").toString())))
                .hasMessageContaining("results would be taken for documents");
        sources.register(source("a", temp.resolve("in")));
        assertThatThrownBy(() -> sources.register(source(
                        "b",
                        temp.resolve("b"),
                        "output",
                        temp.resolve("in/results").toString())))
                .hasMessageContaining("the folder of the source \"a\"");
        assertThatThrownBy(() -> sources.register(source("c", home.resolve("results"))))
                .hasMessageContaining("in which the source \"a\" writes its results");
        assertThatThrownBy(() -> sources.register(source(
                        "d",
                        temp.resolve("d"),
                        "output",
                        home.resolve("artifacts/x").toString())))
                .hasMessageContaining("where Sluice keeps its own files");
    }

    @Test
    void a_source_may_be_registered_again_with_other_settings_and_taken_away() {
        sources.register(source("a", temp.resolve("in")));
        FolderSource before = sources.find("a").orElseThrow();
        sources.register(source("a", temp.resolve("in"), "workers", "9"));

        assertThat(before.isStopped()).isTrue();
        assertThat(settings("a").source().workers()).isEqualTo(9);
        sources.unregister("a");
        assertThat(sources.statuses()).isEmpty();
    }
}
