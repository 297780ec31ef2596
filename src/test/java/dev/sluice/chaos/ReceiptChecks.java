package dev.sluice.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.chaos.Drop.Expected;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether what a receipt says is so: in the rows, in the results, and according to what the document is. */
final class ReceiptChecks {
    private final ObjectMapper json = new ObjectMapper();
    private final Path results;
    private final Map<String, Map<String, Object>> jobs = new HashMap<>();
    private final List<String> untrue;
    private final List<String> lost;

    ReceiptChecks(Path home, HubDatabase database, List<String> untrue, List<String> lost) {
        this.results = home.resolve("results");
        this.untrue = untrue;
        this.lost = lost;
        database.rows("""
                        SELECT j.id::text AS id, j.state, j.error_code, j.batch_id::text AS batch, i.id::text AS intake,
                               (SELECT string_agg(p ->> 'sha256', ',') FROM artifact a, jsonb_array_elements(a.parts) p
                                 WHERE a.id = j.artifact_id AND p ->> 'name' LIKE 'result.%') AS hashes
                          FROM job_state j JOIN intake_record i ON i.latest_job_id = j.id
                        """).forEach(row -> jobs.put((String) row.get("id"), row));
    }

    void check(Path document, String folder, String sha256, List<Drop> drops) throws IOException {
        // As bytes: a name need not be text.
        Path file = Path.of(URI.create(document.toUri() + ".sluice.json"));
        if (!Files.isRegularFile(file)) {
            untrue.add("no receipt for " + document);
            return;
        }
        JsonNode receipt = json.readTree(Files.readAllBytes(file));
        List<String> wrong = new ArrayList<>();
        Drop drop = drops.stream()
                .filter(one -> one.key().equals(receipt.path("document").asText()))
                .findFirst()
                .orElse(drops.get(0));
        String status = receipt.path("status").asText();
        expect(wrong, "document", drop.key(), receipt.path("document").asText());
        expect(wrong, "sha256", sha256, receipt.path("sha256").asText());
        expect(wrong, "size", drop.size(), receipt.path("size").asLong());
        expect(wrong, "the folder", folder, status.equals("completed") ? "done" : "failed");
        Map<String, Object> job = jobs.get(receipt.path("jobId").asText());
        if (job == null) {
            wrong.add("names a job that is not the latest of any document");
        } else {
            expect(wrong, "status", job.get("state"), status);
            expect(wrong, "code", job.get("error_code"), receipt.path("code").textValue());
            expect(wrong, "batchId", job.get("batch"), receipt.path("batchId").textValue());
            expect(
                    wrong,
                    "intakeId",
                    job.get("intake"),
                    receipt.path("intakeId").textValue());
        }
        if (drop.expected() == Expected.COMPLETED && !status.equals("completed")
                || drop.expected() == Expected.FAILED && !status.equals("failed")) {
            wrong.add("should be " + drop.expected() + ", but is " + status);
        }
        if (status.equals("completed")) {
            results(receipt, drop, job, wrong);
        } else if (receipt.path("message").asText().isBlank()) {
            wrong.add("has no sentence");
        }
        wrong.forEach(one -> untrue.add("the receipt of %s: %s; it says %s".formatted(document, one, receipt)));
    }

    private void results(JsonNode receipt, Drop drop, @Nullable Map<String, Object> job, List<String> wrong)
            throws IOException {
        Set<String> hashes = new TreeSet<>();
        boolean markerSeen = drop.marker().isEmpty();
        for (JsonNode path : receipt.path("results")) {
            Path file = Path.of(path.asText());
            if (!file.startsWith(results)) {
                wrong.add("a result outside of the results: " + file);
            }
            if (!Files.isRegularFile(file)) {
                lost.add("the result " + file);
                continue;
            }
            hashes.add(Hashes.of(file));
            markerSeen |= Files.readString(file).contains(drop.marker());
        }
        if (!markerSeen) {
            wrong.add("no result contains " + drop.marker());
        }
        if (job != null) {
            String stored = Objects.requireNonNullElse((String) job.get("hashes"), "");
            expect(wrong, "the results' hashes", new TreeSet<>(List.of(stored.split(","))), hashes);
        }
    }

    private static void expect(List<String> wrong, String what, @Nullable Object right, @Nullable Object is) {
        if (!Objects.equals(right, is)) {
            wrong.add("%s should be %s, but is %s".formatted(what, right, is));
        }
    }
}
