package dev.sluice.home;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Starts PostgreSQL's programs as this system needs it: with a clean environment; in a user namespace if we are root,
 * whom PostgreSQL refuses; and the server in a session of its own, so that a Ctrl-C in the terminal reaches only us.
 */
final class Launcher {
    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");
    private static final List<String> OWN_SESSION_LINUX = List.of("setsid");
    private static final List<String> OWN_SESSION_PERL =
            List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV");

    private final Path programs;
    private final List<String> asUser;
    private final List<String> ownSession;

    private Launcher(Path programs, List<String> asUser, List<String> ownSession) {
        this.programs = programs;
        this.asUser = asUser;
        this.ownSession = ownSession;
    }

    /** Finds out what this system needs; throws StartFailure if we are root and may not make a user namespace. */
    static Launcher of(Path programs) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return new Launcher(programs, List.of(), List.of());
        }
        List<String> asUser = prefix(new UnixSystem().getUid(), works(USER_NAMESPACE));
        List<String> ownSession =
                works(OWN_SESSION_LINUX) ? OWN_SESSION_LINUX : works(OWN_SESSION_PERL) ? OWN_SESSION_PERL : List.of();
        return new Launcher(programs, asUser, ownSession);
    }

    /** What goes before each command for a user with this id; throws StartFailure if nothing would help. */
    static List<String> prefix(long userId, boolean namespacesWork) {
        if (userId != 0) {
            return List.of();
        }
        if (!namespacesWork) {
            throw new StartFailure(
                    "PostgreSQL does not run as root, and this system does not allow root the way round it"
                            + " (\"unshare -U\"); run Sluice as a normal user, or point spring.datasource.url at a PostgreSQL of your own.");
        }
        return USER_NAMESPACE;
    }

    /** Starts the server; its first words go to {@code log}, which is emptied. */
    Process startServer(Path dataDirectory, List<String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(ownSession);
        command.addAll(asUser);
        command.addAll(List.of(program("postgres"), "-D", dataDirectory.toString()));
        command.addAll(settings);
        return builder(command).redirectOutput(log.toFile()).start();
    }

    /** Runs a program to its end, with {@code input} on its stdin. */
    Result run(Duration limit, String input, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asUser);
        command.add(program(program));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("sluice-" + program, ".log");
        try {
            Process process = builder(command)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(output.toFile())
                    .start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended before it had read everything: its exit code and output say why.
            }
            boolean ended = await(process, limit);
            String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
            return ended
                    ? new Result(process.exitValue(), said)
                    : new Result(-1, said + " (stopped after " + limit + ")");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean await(Process process, Duration limit) {
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
        // Settings that somebody keeps for another PostgreSQL (PGDATA, PGPORT, PGOPTIONS) are not meant for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = builder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return await(process, Duration.ofSeconds(5)) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program here
        }
    }

    /** How a program ended; {@code exitCode} is -1 if it was stopped for taking too long. */
    record Result(int exitCode, String output) {
        boolean failed() {
            return exitCode != 0;
        }
    }
}
