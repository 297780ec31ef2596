package dev.sluice.chaos;

import dev.sluice.chaos.Drop.Expected;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An inbox full of hostile documents, odd names and things that are no files, among documents like any other. */
public final class HostileInbox {
    private static final String SECRET = "nobody-must-read-this-4711";
    private static final int NEIGHBOURS = 12;

    private final Path inbox;
    private final Path outside;
    private final Path secret;
    private final List<Drop> drops = new ArrayList<>();
    private final SampleDocuments samples = new SampleDocuments(new Random(11));

    /**
     * Creates the folders.
     *
     * @param outside a folder on the same file system, into which links will point
     */
    public HostileInbox(Path inbox, Path outside) throws IOException {
        this.inbox = Files.createDirectories(inbox);
        this.outside = outside;
        Files.createDirectories(outside.resolve("folder"));
        this.secret = Files.writeString(outside.resolve("secret.txt"), SECRET);
        Files.writeString(outside.resolve("folder/inner.txt"), SECRET);
    }

    /** The documents that the program is to take. */
    public List<Drop> drops() {
        return drops;
    }

    /**
     * Drops everything at once.
     *
     * @param bombMegabytes unpacked size of the zip bombs
     */
    public void fill(int bombMegabytes) throws Exception {
        for (int i = 0; i < NEIGHBOURS; i++) {
            SampleDocument good = samples.good("neighbour" + i);
            put("neighbour" + i + good.ending(), good.bytes(), good.marker(), good.expected());
        }
        for (Map.Entry<String, SampleDocument> one :
                HostileDocuments.all(secret, bombMegabytes).entrySet()) {
            SampleDocument document = one.getValue();
            put(one.getKey(), document.bytes(), document.marker(), document.expected());
        }
        int n = 0;
        for (String name : OddNames.all()) {
            text(name, "oddname" + n++);
        }
        notText();
        text("same bytes 1.txt", "duplicate");
        text("same bytes 2.txt", "duplicate");
        text("below/same bytes 1.txt", "duplicate");
        noFiles();
        grow();
    }

    /** A name whose bytes are no UTF-8, as an old archive has them. */
    private void notText() throws IOException {
        byte[] bytes = "brokenname".getBytes(StandardCharsets.UTF_8);
        Path file = Path.of(URI.create(inbox.toUri() + "caf%E9%FF.txt"));
        Files.write(file, bytes);
        drops.add(new Drop("/caf%E9%FF.txt", Hashes.of(bytes), bytes.length, "brokenname", Expected.COMPLETED));
    }

    private void noFiles() throws Exception {
        Files.createSymbolicLink(inbox.resolve("link.txt"), secret);
        Files.createSymbolicLink(inbox.resolve("link"), outside.resolve("folder"));
        Files.createSymbolicLink(inbox.resolve("dangling.txt"), outside.resolve("nothing"));
        Files.createSymbolicLink(inbox.resolve("loop"), inbox);
        Files.createDirectory(inbox.resolve("folder.pdf"));
        text("another.pdf/inside.txt", "insideafolder");
        new ProcessBuilder("mkfifo", inbox.resolve("pipe.txt").toString())
                .start()
                .waitFor();
    }

    /** Written in pieces, each within the program's quiet time. */
    private void grow() throws IOException {
        StringBuilder whole = new StringBuilder();
        Path file = inbox.resolve("grows.txt");
        for (int i = 0; i < 12; i++) {
            String line = "growing line " + i + "\n";
            whole.append(line);
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            LockSupport.parkNanos(Duration.ofMillis(120).toNanos());
        }
        byte[] bytes = whole.toString().getBytes(StandardCharsets.UTF_8);
        drops.add(new Drop("grows.txt", Hashes.of(bytes), bytes.length, "growing line 11", Expected.COMPLETED));
    }

    /** Drops a document that takes a while. */
    public void dropSlow() throws IOException {
        put(
                "replaced.txt",
                ("first version " + "word ".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8),
                "first version",
                Expected.EITHER);
    }

    /** Puts another in its place. */
    public void replaceSlow() throws IOException {
        text("replaced.txt", "secondversion");
    }

    private void text(String key, String marker) throws IOException {
        put(key, ("Text " + marker + "\n").getBytes(StandardCharsets.UTF_8), marker, Expected.COMPLETED);
    }

    private void put(String key, byte[] bytes, String marker, Expected expected) throws IOException {
        Path target = inbox.resolve(key);
        Files.createDirectories(target.getParent() == null ? inbox : target.getParent());
        Path staged = Files.write(outside.resolve("staged"), bytes);
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        drops.add(new Drop(key, Hashes.of(bytes), bytes.length, marker, expected));
    }

    /** What was read, written, followed or moved that should not have been; empty if all is well. */
    public List<String> escapes(Path home) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path root : List.of(home.resolve("results"), home.resolve("artifacts/results"))) {
            for (Path file : HubChecker.filesIn(root)) {
                if (!file.toString().endsWith(".gz")
                        && Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET)) {
                    found.add("the secret stands in " + file);
                }
            }
        }
        try (Stream<Path> files = Files.walk(outside)) {
            List<String> left = files.map(file -> outside.relativize(file).toString())
                    .sorted()
                    .toList();
            if (!left.equals(List.of("", "folder", "folder/inner.txt", "secret.txt"))) {
                found.add("outside there is now " + left);
            }
        }
        try (Stream<Path> files = Files.walk(home.getParent() == null ? home : home.getParent())) {
            files.filter(file -> file.getFileName().toString().startsWith("pwned")
                            || file.getFileName().toString().equals("escaped.txt"))
                    .forEach(file -> found.add("written: " + file));
        }
        for (String name : new String[] {"link.txt", "link", "dangling.txt", "loop"}) {
            if (!Files.isSymbolicLink(inbox.resolve(name))) {
                found.add("the link is gone: " + name);
            }
        }
        if (!Files.exists(inbox.resolve("pipe.txt"), LinkOption.NOFOLLOW_LINKS)
                || !Files.isDirectory(inbox.resolve("folder.pdf"))) {
            found.add("the pipe or the folder named as a document is gone");
        }
        return found;
    }
}
