package dev.sluice.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what was dropped with the folders, the rows and the stores of a home, whatever happened to the program in
 * between. It uses none of the program's own code.
 */
public final class HubChecker {
    private final Path home;
    private final HubDatabase database;
    private final List<String> lost = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> unswept = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private final List<String> untrue = new ArrayList<>();

    public HubChecker(Path home) {
        this.home = home;
        this.database = new HubDatabase(home);
    }

    /** Whether nothing is under way any more: the inbox is empty, every job and batch is final, every original moved. */
    public boolean isQuiet() {
        try {
            return inboxFiles().isEmpty() && database.number("""
                            SELECT (SELECT count(*) FROM job WHERE state = 'open')
                                 + (SELECT count(*) FROM batch WHERE finished_at IS NULL)
                                 + (SELECT count(*) FROM intake_record WHERE original IN ('in_place', 'moving'))
                            """) == 0;
        } catch (IOException e) {
            return false; // a file went away while it was looked at
        }
    }

    /**
     * Checks everything, while the program runs and is quiet.
     *
     * @param drops all that were made
     */
    public Verdict check(Collection<Drop> drops) throws IOException {
        inboxFiles().forEach(file -> lost.add("still in the inbox: " + file));
        folders(drops);
        new RowChecks(database, untrue, duplicated).run();
        new StoreChecks(home, database, lost, unexpected, unswept).run();
        temporaryFiles();
        return new Verdict(
                drops.size(),
                lost,
                unexpected,
                unswept,
                duplicated,
                untrue,
                database.number("SELECT coalesce(sum(attempt - 1), 0) FROM job WHERE attempt > 1"),
                database.number("SELECT count(*) FROM job WHERE losses > 0 AND state <> 'open'"),
                codes());
    }

    private Map<String, Long> codes() {
        Map<String, Long> codes = new TreeMap<>();
        database.rows("SELECT coalesce(error_code, state) AS code, count(*) AS n FROM job GROUP BY 1")
                .forEach(row -> codes.put((String) row.get("code"), (Long) row.get("n")));
        return codes;
    }

    private void folders(Collection<Drop> drops) throws IOException {
        Map<String, List<Drop>> dropsOf = drops.stream().collect(Collectors.groupingBy(Drop::sha256));
        Map<String, List<Path>> filesOf = new TreeMap<>();
        ReceiptChecks receipts = new ReceiptChecks(home, database, untrue, lost);
        for (String folder : new String[] {"done", "failed"}) {
            Path root = home.resolve("inbox").resolve(folder);
            for (Path file : filesIn(root)) {
                String name = file.getFileName().toString();
                if (name.endsWith(".sluice.json")) {
                    String uri = file.toUri().toString();
                    Path document = Path.of(URI.create(uri.substring(0, uri.length() - ".sluice.json".length())));
                    if (!Files.exists(document)) {
                        unexpected.add("a receipt without its document: " + file);
                    }
                    continue;
                }
                String sha256 = Hashes.of(file);
                List<Drop> same = dropsOf.get(sha256);
                if (same == null) {
                    unexpected.add("never dropped: %s, %d bytes".formatted(file, Files.size(file)));
                } else {
                    filesOf.computeIfAbsent(sha256, key -> new ArrayList<>()).add(file);
                    receipts.check(file, folder, sha256, same);
                }
            }
        }
        dropsOf.forEach((sha256, same) -> {
            int found = filesOf.getOrDefault(sha256, List.of()).size();
            if (found < same.size()) {
                lost.add("%d of %d copies of %s".formatted(same.size() - found, same.size(), same.get(0)));
            } else if (found > same.size()) {
                duplicated.add("%d files for %s: %s".formatted(found, same.get(0), filesOf.get(sha256)));
            }
        });
    }

    /** Regular files in the inbox that the program is to take. */
    private List<Path> inboxFiles() throws IOException {
        Path inbox = home.resolve("inbox");
        return filesIn(inbox).stream()
                .filter(file -> {
                    Path below = inbox.relativize(file);
                    String top = below.getName(0).toString();
                    String name = file.getFileName().toString();
                    return !top.equals("done") && !top.equals("failed") && !name.startsWith(".");
                })
                .toList();
    }

    private void temporaryFiles() throws IOException {
        for (Path root : List.of(home.resolve("inbox"), home.resolve("results"), home.resolve("artifacts"))) {
            for (Path file : filesIn(root)) {
                boolean incoming = root.relativize(file).toString().contains("incoming");
                if (incoming || file.getFileName().toString().endsWith(".sluice-part")) {
                    unexpected.add("a temporary file: " + file);
                }
            }
        }
    }

    /** All regular files below a folder, no link followed. */
    static List<Path> filesIn(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }
}
