package dev.sluice.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryLoaderTest {
    private static final String TEXT = "both.txt";

    @TempDir
    Path folder;

    private URL one;
    private URL two;
    private LibraryLoader loader;

    /** Two classes of one package, each in a library of its own. */
    static class First {}

    static class Second extends First {}

    @BeforeEach
    void libraries() throws IOException {
        one = library("one.jar", "1.5", Map.of(path(First.class), bytes(First.class), TEXT, text("one")));
        two = library("two.jar", "2.5", Map.of(path(Second.class), bytes(Second.class), TEXT, text("two")));
        URLClassLoader given = new URLClassLoader(new URL[] {one, two}, ClassLoader.getPlatformClassLoader());
        loader = new LibraryLoader(given);
    }

    private URL library(String name, String version, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        Path file = folder.resolve(name);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return new URL("jar:" + file.toUri() + "!/");
    }

    private static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(path(type))) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void classes_of_one_package_are_found_in_several_libraries() throws Exception {
        Class<?> second = loader.loadClass(Second.class.getName());

        assertThat(second.getClassLoader()).isSameAs(loader);
        assertThat(second).isNotSameAs(Second.class);
        assertThat(second.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(two);
        assertThat(second.getSuperclass().getProtectionDomain().getCodeSource().getLocation())
                .isEqualTo(one);
        assertThat(loader.loadClass(First.class.getName())).isSameAs(second.getSuperclass());
    }

    @Test
    void a_package_has_the_version_of_the_library_it_was_first_met_in() throws Exception {
        Class<?> first = loader.loadClass(First.class.getName());

        assertThat(first.getPackage().getImplementationVersion()).isEqualTo("1.5");
    }

    @Test
    void a_class_that_is_in_no_library_is_not_found() {
        for (String name : new String[] {First.class.getName() + "X", "nowhere.Nothing", "Nothing"}) {
            assertThatThrownBy(() -> loader.loadClass(name))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessage(name);
        }
    }

    @Test
    void files_are_found_as_the_given_loader_finds_them() throws IOException {
        assertThat(loader.getResource(TEXT)).isEqualTo(new URL(one, TEXT));
        assertThat(Collections.list(loader.getResources(TEXT))).containsExactly(new URL(one, TEXT), new URL(two, TEXT));
        assertThat(loader.getResource("nothing.txt")).isNull();
    }

    @Test
    void the_file_of_a_class_is_found_too() throws IOException {
        assertThat(loader.getResource(path(Second.class))).isEqualTo(new URL(two, path(Second.class)));
        assertThat(loader.getResource("nowhere/Nothing.class")).isNull();
        try (InputStream in = loader.getResourceAsStream(path(First.class))) {
            assertThat(in).hasBinaryContent(bytes(First.class));
        }
    }
}
