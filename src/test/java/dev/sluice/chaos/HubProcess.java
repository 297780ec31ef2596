package dev.sluice.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real program as a child process on one home, started again and again. Its working directory is the home's parent,
 * so that {@code routes/} and {@code config/} there take precedence over those it carries.
 */
public final class HubProcess implements AutoCloseable {
    private final Path home;
    private final List<String> program;
    private final List<String> arguments;
    private final Path log;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private @Nullable Process process;

    /**
     * Starts nothing yet.
     *
     * @param home need not exist
     * @param program the command before its arguments, from {@link #ofClassPath} or {@link #ofJar}
     * @param arguments Spring properties such as {@code --sluice.intake.quiet-time=300ms}
     */
    public HubProcess(Path home, List<String> program, List<String> arguments) {
        this.home = home.toAbsolutePath();
        this.program = List.copyOf(program);
        this.arguments = List.copyOf(arguments);
        this.log = this.home.resolveSibling("hub.log");
        this.port = freePort();
        // A test run that is broken off must not leave a hub behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
    }

    /** Java with this class path. */
    public static List<String> ofClassPath(String... jvmOptions) {
        return command(jvmOptions, "-cp", System.getProperty("java.class.path"), "dev.sluice.Sluice");
    }

    /** Java with the packaged program. */
    public static List<String> ofJar(Path jar, String... jvmOptions) {
        return command(jvmOptions, "-jar", jar.toAbsolutePath().toString());
    }

    private static List<String> command(String[] jvmOptions, String... rest) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of(rest));
        return command;
    }

    /** Starts it; returns at once. */
    public void start() throws IOException {
        Path directory = log.toAbsolutePath().getParent();
        Files.createDirectories(Objects.requireNonNull(directory, "a home is no root"));
        List<String> command = new ArrayList<>(program);
        command.add("--sluice.home=" + home);
        command.add("--server.port=" + port);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
        process = builder.start();
    }

    /** Whether the health check answers 200 now. */
    public boolean isUp() {
        return health() == 200;
    }

    /** The status of the health check; -1 if nobody answers. */
    public int health() {
        try {
            return get("/actuator/health").statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    /** Where a path of it is. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What the program answers to a GET. */
    public HttpResponse<String> get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** The process of this life; -1 before the first. */
    public long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    /** What it has had of the processors in this life, without the processes that it started. */
    public Duration processorTime() {
        return Objects.requireNonNull(process, "it has been started")
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO);
    }

    /** SIGKILL; returns when it is dead. What it had started may go on running. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /**
     * SIGTERM.
     *
     * @return whether it ended within that time
     */
    public boolean stop(Duration patience) throws InterruptedException {
        Process running = process;
        if (running == null) {
            return true;
        }
        running.destroy();
        return running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The parser processes of this life. */
    public List<ProcessHandle> parsers() {
        Process running = process;
        if (running == null) {
            return List.of();
        }
        try (Stream<ProcessHandle> children = running.children()) {
            return children.filter(child -> commandLine(child).contains("ParserChild"))
                    .toList();
        }
    }

    /** The database server, if its pid file names a living process. */
    public @Nullable ProcessHandle postmaster() {
        try (Stream<Path> data = Files.list(home.resolve("postgres"))) {
            for (Path file :
                    data.map(directory -> directory.resolve("postmaster.pid")).toList()) {
                if (Files.isRegularFile(file)) {
                    List<String> lines = Files.readAllLines(file);
                    return lines.isEmpty()
                            ? null
                            : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                                    .orElse(null);
                }
            }
            return null;
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return null; // not there yet, or just being written
        }
    }

    /** Every living process that works for this home, by its command line or its working directory. */
    public Map<Long, String> processes() {
        Map<Long, String> found = new TreeMap<>();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(one -> one.pid() != ProcessHandle.current().pid()).forEach(one -> {
                String line = commandLine(one);
                if (line.contains(home.toString()) || workingDirectory(one).startsWith(home.toString())) {
                    found.put(one.pid(), line.isEmpty() ? "?" : line.substring(0, Math.min(200, line.length())));
                }
            });
        }
        return found;
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private static String workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    public Path home() {
        return home;
    }

    public Path inbox() {
        return home.resolve("inbox");
    }

    /** Everything it has said in all its lives. */
    public Path log() {
        return log;
    }

    /** Ends it whatever it takes, and all that works for it. */
    @Override
    public void close() throws InterruptedException {
        if (!stop(Duration.ofSeconds(40))) {
            kill();
        }
        killAll();
    }

    private void killAll() {
        processes().keySet().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
