package dev.sluice.bench;

import com.google.common.hash.Hashing;
import dev.sluice.chaos.HubDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the versions that lay in a bucket with the records and jobs of them. */
final class VersionCheck {
    private static final String RECORDS = """
            SELECT substring(i.key from length('s3://bench/') + 1) || ' ' || i.version AS version, i.content,
                   count(j.id) AS jobs, min(j.state) AS state, min(j.error_code) AS code, min(j.error_text) AS text
              FROM intake_record i LEFT JOIN job_state j ON j.intake_id = i.id
             GROUP BY i.id
            """;

    private record Row(
            String version,
            @Nullable String content,
            int jobs,
            @Nullable String state,
            @Nullable String code,
            @Nullable String text) {}

    private final ChangingBucket bucket;
    private final Map<String, List<String>> violations = new TreeMap<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    VersionCheck(ChangingBucket bucket) {
        this.bucket = bucket;
    }

    /** Whether all is as it must be; prints what is not. */
    boolean run(HubDatabase database) {
        Set<String> seen = new HashSet<>();
        for (Row row : rows(database)) {
            if (!seen.add(row.version())) {
                violation("taken twice", row);
            }
            check(row);
        }
        Set<String> missed = bucket.present();
        missed.removeAll(seen);
        missed.forEach(version -> violations
                .computeIfAbsent("never taken", k -> new ArrayList<>())
                .add(version));
        long vanished = bucket.written().size() - (long) seen.size();
        System.out.printf(
                "%,d records: %s; %,d versions had gone before they were listed%n", seen.size(), outcomes, vanished);
        violations.forEach((what, which) -> System.out.printf(
                "VIOLATION: %s: %d, such as %s%n",
                what,
                which.size(),
                which.stream().min(Comparator.naturalOrder()).orElseThrow()));
        return violations.isEmpty();
    }

    /** The versions that lie there and of which there is no record. */
    static Set<String> missed(ChangingBucket bucket, HubDatabase database) {
        Set<String> missed = bucket.present();
        database.client()
                .sql("SELECT substring(key from length('s3://bench/') + 1) || ' ' || version FROM intake_record")
                .query(String.class)
                .list()
                .forEach(missed::remove);
        return missed;
    }

    private void check(Row row) {
        String content = bucket.written().get(row.version());
        if (content == null) {
            violation("never written", row);
            return;
        }
        if (row.jobs() != 1) {
            violation("not one job", row);
        }
        boolean present = bucket.isPresent(row.version());
        String outcome = "completed".equals(row.state()) ? "completed" : row.state() + " " + row.code();
        outcomes.merge(outcome + (present ? ", present" : ", replaced or deleted"), 1, Integer::sum);
        if ("completed".equals(row.state())) {
            if (!sha256(content).equals(row.content())) {
                violation("completed with other bytes", row);
            }
        } else if (present) {
            violation("lies there and is not completed", row);
        } else if (!Set.of("SOURCE_CHANGED", "SOURCE_GONE").contains(String.valueOf(row.code()))
                || row.text() == null
                || row.text().isBlank()) {
            violation("failed for another reason than that it was replaced or deleted", row);
        }
    }

    private void violation(String what, Row row) {
        violations.computeIfAbsent(what, k -> new ArrayList<>()).add(row.toString());
    }

    private static List<Row> rows(HubDatabase database) {
        return database.client()
                .sql(RECORDS)
                .query((row, n) -> new Row(
                        row.getString("version"),
                        row.getString("content"),
                        row.getInt("jobs"),
                        row.getString("state"),
                        row.getString("code"),
                        row.getString("text")))
                .list();
    }

    private static String sha256(String content) {
        return Hashing.sha256().hashString(content, StandardCharsets.UTF_8).toString();
    }
}
