package dev.sluice.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server's data, and the passwords of its two roles. It appears under its name only when it is complete. */
final class DataDirectory {
    private static final Pattern NAME = Pattern.compile("data(\\d+)");
    private static final Duration SET_UP_LIMIT = Duration.ofMinutes(5);

    private final Path parent;
    private final Path path;

    DataDirectory(Path parent) {
        this.parent = parent;
        this.path = parent.resolve("data" + ServerPrograms.MAJOR);
    }

    Path path() {
        return path;
    }

    /** The password of the role {@code sluice}, which owns the database {@code sluice} and is no superuser. */
    String password() throws IOException {
        return password("sluice.password");
    }

    /** The password of the superuser {@code postgres}. */
    String superuserPassword() throws IOException {
        return password("superuser.password");
    }

    /**
     * Refuses a directory of another major version, whose files this one cannot read.
     *
     * @throws StartFailure naming both versions and the way out
     */
    void refuseOtherMajor() throws IOException {
        List<String> others;
        try (Stream<Path> entries = Files.list(parent)) {
            others = entries.map(entry -> entry.getFileName().toString())
                    .map(NAME::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .filter(major -> !major.equals(Integer.toString(ServerPrograms.MAJOR)))
                    .toList();
        }
        String inside = PrivateFiles.read(path.resolve("PG_VERSION"));
        if (inside != null && !inside.equals(Integer.toString(ServerPrograms.MAJOR))) {
            throw otherMajor(inside, path);
        }
        if (!others.isEmpty() && !Files.isDirectory(path)) {
            throw otherMajor(others.get(0), parent.resolve("data" + others.get(0)));
        }
    }

    /** Creates the data and both roles unless they are there. A kill at any point leaves nothing that a later start would trust. */
    void create(Launcher launcher, Random random) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path unfinished : entries.filter(
                            entry -> entry.getFileName().toString().endsWith(".new"))
                    .toList()) {
                PrivateFiles.deleteTree(unfinished);
            }
        }
        if (Files.isDirectory(path)) {
            return;
        }
        Path fresh = parent.resolve(path.getFileName() + ".new");
        Path superuserFile = newPassword("superuser.password", random);
        newPassword("sluice.password", random);
        check(
                "initdb",
                launcher.run(
                        SET_UP_LIMIT,
                        "",
                        "initdb",
                        "--pgdata=" + fresh,
                        "--username=postgres",
                        "--pwfile=" + superuserFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C"));
        // The server alone, without network: nobody can connect before the roles and their passwords exist.
        String statements =
                "CREATE ROLE sluice LOGIN PASSWORD '" + password() + "';\n" + "CREATE DATABASE sluice OWNER sluice;\n";
        Launcher.Result result =
                launcher.run(SET_UP_LIMIT, statements, "postgres", "--single", "-D", fresh.toString(), "postgres");
        check(
                "the set-up of the database",
                result.output().contains("ERROR:") ? new Launcher.Result(1, result.output()) : result);
        PrivateFiles.rename(fresh, path);
    }

    private static void check(String step, Launcher.Result result) {
        if (result.failed()) {
            throw new StartFailure("PostgreSQL could not be set up: " + step + " ended with code " + result.exitCode()
                    + " and said: " + LogTail.oneLine(result.output()));
        }
    }

    private Path newPassword(String name, Random random) throws IOException {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        Path file = parent.resolve(name);
        PrivateFiles.write(file, HexFormat.of().formatHex(bytes) + "\n");
        return file;
    }

    private String password(String name) throws IOException {
        String password = PrivateFiles.read(parent.resolve(name));
        if (password == null) {
            throw new StartFailure(
                    "the file " + parent.resolve(name) + " with the database's password is missing; restore it.");
        }
        return password;
    }

    private static StartFailure otherMajor(String found, Path directory) {
        return new StartFailure("the data in " + directory + " is PostgreSQL " + found
                + "'s, and this Sluice brings PostgreSQL " + ServerPrograms.MAJOR
                + "; start the Sluice that wrote it and dump its database, or run pg_upgrade, before you come back.");
    }
}
