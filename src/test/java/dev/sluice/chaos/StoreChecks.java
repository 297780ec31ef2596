package dev.sluice.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the stores hold what the rows say, and nothing else. */
final class StoreChecks {
    private final Path artifacts;
    private final HubDatabase database;
    private final List<String> lost;
    private final List<String> unexpected;
    private final List<String> unswept;
    private final ObjectMapper json = new ObjectMapper();

    StoreChecks(Path home, HubDatabase database, List<String> lost, List<String> unexpected, List<String> unswept) {
        this.artifacts = home.resolve("artifacts");
        this.database = database;
        this.lost = lost;
        this.unexpected = unexpected;
        this.unswept = unswept;
    }

    void run() throws IOException {
        results();
        documents();
    }

    private void results() throws IOException {
        Map<String, Path> directories = new HashMap<>();
        for (Path directory : grandchildren(artifacts.resolve("results"))) {
            directories.put(directory.getFileName().toString(), directory);
        }
        for (Map<String, Object> row : database.rows("""
                SELECT a.id::text AS id, a.parts::text AS parts, j.artifact_id IS NOT DISTINCT FROM a.id AS used
                  FROM artifact a LEFT JOIN job j ON j.id = a.job_id
                """)) {
            Path directory = directories.remove((String) row.get("id"));
            if (directory == null) {
                lost.add("the files of artifact " + row.get("id"));
                continue;
            }
            if (!Boolean.TRUE.equals(row.get("used"))) {
                unswept.add("an artifact of a lost attempt that was not swept: " + row.get("id"));
            }
            for (JsonNode part : json.readTree((String) row.get("parts"))) {
                Path file = directory.resolve(part.path("name").asText());
                if (!Files.isRegularFile(file)
                        || Files.size(file) != part.path("size").asLong()
                        || !Hashes.of(file).equals(part.path("sha256").asText())) {
                    lost.add("the part " + file + ", which should be " + part);
                }
            }
        }
        directories.values().forEach(directory -> unswept.add("files of no artifact: " + directory));
        if (database.number("SELECT count(*) FROM job WHERE state = 'completed' AND artifact_id IS NULL") != 0) {
            lost.add("the artifacts of completed jobs");
        }
        database.rows("""
                        SELECT j.id FROM job j LEFT JOIN artifact a ON a.id = j.artifact_id
                         WHERE j.artifact_id IS NOT NULL AND a.id IS NULL
                        """).forEach(row -> lost.add("the artifact of job " + row.get("id")));
    }

    private void documents() throws IOException {
        Set<String> known = new HashSet<>();
        database.rows("SELECT DISTINCT content FROM intake_record WHERE content IS NOT NULL")
                .forEach(row -> known.add((String) row.get("content")));
        Set<String> kept = new HashSet<>();
        for (Path file : grandchildren(artifacts.resolve("documents"))) {
            String name = file.getFileName().toString();
            kept.add(name);
            if (!Hashes.of(file).equals(name)) {
                unexpected.add("a kept document whose bytes are others: " + file);
            }
            if (!known.contains(name)) {
                unswept.add("a kept document that was never accepted: " + file);
            }
        }
        known.stream().filter(name -> !kept.contains(name)).forEach(name -> lost.add("the kept bytes " + name));
    }

    private static List<Path> grandchildren(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> children = Files.walk(root, 2)) {
            return children.filter(path -> root.relativize(path).getNameCount() == 2)
                    .filter(path -> !root.relativize(path).startsWith("incoming"))
                    .toList();
        }
    }
}
