package dev.sluice.engine.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildClassPathTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jar:nested:/opt/my%20apps/sluice.jar/!BOOT-INF/classes/!/, /opt/my apps/sluice.jar",
        "jar:nested:/opt/my apps/sluice.jar/!BOOT-INF/classes/!/, /opt/my apps/sluice.jar",
        "jar:file:/opt/sluice.jar!/BOOT-INF/classes!/, /opt/sluice.jar",
    })
    void the_packaged_jar_is_found_behind_the_nested_one(String location, String jar) {
        assertThat(ChildClassPath.outerJar(location)).isEqualTo(Path.of(jar));
    }

    @Test
    void a_folder_of_classes_is_no_packaged_jar() {
        assertThat(ChildClassPath.outerJar("file:/home/me/sluice/target/classes/"))
                .isNull();
    }

    @Test
    void a_packaged_jar_is_unpacked_once_without_what_a_parser_never_needs() throws Exception {
        Path jar = jar(
                "BOOT-INF/classes/dev/sluice/engine/A.class",
                "BOOT-INF/classes/topics/kinds.txt",
                "BOOT-INF/lib/tika-core-3.jar",
                "BOOT-INF/lib/spring-jcl-6.jar",
                "BOOT-INF/lib/spring-core-6.jar",
                "org/springframework/boot/loader/Launcher.class");

        List<Path> path = ChildClassPath.unpacked(jar, folder.resolve("lib"));

        assertThat(path)
                .extracting(entry -> entry.getFileName().toString())
                .containsExactly("classes", "spring-jcl-6.jar", "tika-core-3.jar");
        assertThat(path.get(0).resolve("dev/sluice/engine/A.class")).exists();
        assertThat(path.get(0).resolve("topics/kinds.txt")).exists();
        assertThat(ChildClassPath.unpacked(jar, folder.resolve("lib"))).isEqualTo(path);
    }

    @Test
    void what_another_version_of_the_jar_or_a_killed_start_has_left_is_removed() throws Exception {
        Path into = folder.resolve("lib");
        Path before =
                ChildClassPath.unpacked(jar("BOOT-INF/classes/A.class"), into).get(0);
        Files.createDirectories(into.resolve("lib-123/classes/half"));

        Path after = ChildClassPath.unpacked(jar("BOOT-INF/classes/A.class", "BOOT-INF/lib/b.jar"), into)
                .get(0);

        assertThat(before).doesNotExist();
        try (Stream<Path> left = Files.list(into)) {
            assertThat(left).containsExactly(after.getParent());
        }
    }

    private Path jar(String... entries) throws IOException {
        Path jar = folder.resolve("app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : entries) {
                out.putNextEntry(new JarEntry(name));
                out.write(1);
            }
        }
        return jar;
    }

    @Test
    void the_tests_own_class_path_has_the_parser_and_the_libraries_it_needs() {
        assertThat(ChildClassPath.find(folder))
                .anyMatch(entry -> Files.exists(entry.resolve("dev/sluice/engine/parser/child/ParserChild.class")))
                .anyMatch(entry -> entry.getFileName().toString().startsWith("tika-core"))
                .noneMatch(entry -> entry.getFileName().toString().startsWith("postgresql"));
    }
}
