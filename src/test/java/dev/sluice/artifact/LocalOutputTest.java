package dev.sluice.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOutputTest {
    @TempDir
    Path given;

    private Path directory = Path.of("");
    private Path root = Path.of("");
    private Path content = Path.of("");
    private LocalOutput output = new LocalOutput(List.of(), Path.of("."), folder -> false);

    @BeforeEach
    void prepare() throws IOException {
        directory = given.toRealPath();
        root = Files.createDirectory(directory.resolve("data"));
        content = Files.writeString(directory.resolve("content"), "{\"a\": 1}");
        output = new LocalOutput(
                List.of(root, directory.resolve("second")),
                directory.resolve("data/artifacts"),
                folder -> folder.startsWith(root.resolve("watched")));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                "/",
                "../x",
                "..\\x",
                "a/../../x",
                "a/../b",
                "a/./b",
                "/etc/passwd",
                "//etc/passwd",
                "C:\\x",
                "C:x",
                "C:/x",
                "\\\\host\\share\\x",
                "\\\\?\\C:\\x",
                "~/x",
                "~root/x",
                "a/~",
                "$HOME/x",
                "%APPDATA%",
                "%2e%2e%2f",
                "%252e%252e%252f",
                "..%c0%af",
                "%e0%80%af",
                "..%u2215",
                "．．／x",
                "a／b",
                "․․/x",
                "....//",
                "..././x",
                ".../x",
                "..;/x",
                "a;b",
                "x%00",
                "x\0y",
                "x. ",
                "x.",
                "x ",
                "x/ /y",
                "x::$DATA",
                "CON",
                "nul",
                "aux.pdf",
                "a/com1/b",
                "x\ny",
                "x\ry",
                "x\u001by",
                "x\u202ey",
                "x\u2028y",
                "x\ud800y",
                "-rf",
                "@file",
                "${file:parent}",
                "${bean:x}",
                "#{x}",
                "{{x}}",
                "a//b",
                "x".repeat(256),
                "x/".repeat(1_000),
                "y".repeat(4_097),
                ".ssh",
                "a/.git");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_could_lead_elsewhere_is_refused_and_leaves_no_trace(String path) throws IOException {
        refused(path);
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_could_lead_elsewhere_is_refused_below_a_root_too(String path) {
        if (!path.isBlank() && !path.equals("/")) {
            refused(root + "/a/" + path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "run 7/2026-11", "Übergröße/中文", "a.b/c_d", "x/"})
    void a_relative_path_lies_below_the_first_root(String path) {
        Path folder = output.check(path);
        assertThat(folder).isEqualTo(root.resolve(path));
        assertThat(folder).doesNotExist();
        Path written = write(folder.toString());
        assertThat(written).isEqualTo(folder.resolve("a.json")).hasContent("{\"a\": 1}");
        assertThat(folder).isDirectoryContaining(file -> file.equals(written));
    }

    @Test
    void an_absolute_path_lies_below_any_root_or_is_one() throws IOException {
        assertThat(output.check(root + "/x")).isEqualTo(root.resolve("x"));
        assertThat(output.check(root.toString())).isEqualTo(root);
        assertThat(output.check(directory + "/second/deep/er")).isEqualTo(directory.resolve("second/deep/er"));
        refused(directory + "/data-evil");
        refused(directory + "/datax/y");
        refused(directory.toString());
    }

    @Test
    void a_root_may_itself_be_reached_by_a_link() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link-to-data"), root);
        LocalOutput linked = new LocalOutput(List.of(link), directory.resolve("artifacts"), folder -> false);
        assertThat(linked.check(link + "/x")).isEqualTo(root.resolve("x"));
        assertThat(linked.check(root + "/x")).isEqualTo(root.resolve("x"));
        assertThat(linked.check("x")).isEqualTo(root.resolve("x"));
    }

    @Test
    void links_below_a_root_are_refused_wherever_they_lead() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(root.resolve("in"), root.resolve("inside"));
        Files.createSymbolicLink(root.resolve("nowhere"), directory.resolve("missing"));
        for (String path : List.of("out", "out/x", "in", "in/x", "nowhere", "nowhere/x")) {
            refused(path);
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_link_put_in_place_between_the_check_and_the_write_is_not_followed() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Path folder = output.check("later/deep");
        Files.createDirectory(root.resolve("later"));
        Files.createSymbolicLink(folder, outside);
        assertThatThrownBy(() -> write(folder.toString()))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.INVALID_OUTPUT));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_link_in_the_place_of_the_file_is_replaced_and_not_followed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "untouched");
        Path folder = output.check("x");
        Files.createDirectory(folder);
        Files.createSymbolicLink(folder.resolve("a.json"), victim);
        Files.createSymbolicLink(folder.resolve(".t-2.sluice-part"), victim);
        write(folder.toString());
        assertThat(victim).hasContent("untouched");
        assertThat(folder.resolve("a.json")).isRegularFile().hasContent("{\"a\": 1}");
        assertThat(Files.isSymbolicLink(folder.resolve("a.json"))).isFalse();
    }

    @Test
    void what_is_no_folder_is_refused() throws IOException {
        Files.writeString(root.resolve("file"), "x");
        refused("file");
        refused("file/x");
    }

    @Test
    void watched_folders_and_those_of_sluice_itself_are_refused() {
        refused("watched");
        refused("watched/deeper");
        refused("artifacts");
        refused("artifacts/documents");
        assertThat(output.check("watched-not")).isEqualTo(root.resolve("watched-not"));
    }

    @Test
    void without_roots_there_is_nowhere_to_write() {
        LocalOutput none = new LocalOutput(List.of(), directory.resolve("artifacts"), folder -> false);
        assertThatThrownBy(() -> none.check("x")).hasMessageContaining("sluice.output.local-roots names no folder");
    }

    @Test
    void writing_again_replaces_the_file_and_removes_what_killed_attempts_left() throws IOException {
        Path folder = output.check("x");
        write(folder.toString());
        Files.writeString(folder.resolve(".t-1.sluice-part"), "half");
        Files.writeString(content, "{\"a\": 2}");
        write(folder.toString());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.json"));
        }
        assertThat(folder.resolve("a.json")).hasContent("{\"a\": 2}");
    }

    @Test
    void a_folder_stands_in_the_place_of_the_file() throws IOException {
        Path folder = output.check("x");
        Files.createDirectories(folder.resolve("a.json/full"));
        assertThatThrownBy(() -> write(folder.toString())).isInstanceOf(SluiceException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.json"));
        }
    }

    private Path write(String folder) {
        return output.write(folder, "a.json", List.of(".t-1.sluice-part", ".t-2.sluice-part"), content);
    }

    private void refused(String path) {
        assertThatThrownBy(() -> output.check(path))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(ErrorCode.INVALID_OUTPUT))
                .hasMessageStartingWith("Results cannot be written to \"")
                .hasMessageEndingWith(".");
    }
}
