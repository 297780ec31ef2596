package dev.sluice.demo;

import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchCounts;
import dev.sluice.batch.BatchOutcome;
import java.util.ArrayList;
import java.util.List;

/** What must be true at the end of the demonstration. */
final class Checks {
    private Checks() {}

    /** What is not as it should be, a sentence each. */
    static List<String> of(List<Demo.Row> rows, Batch batch) {
        List<String> wrong = new ArrayList<>();
        for (Demo.Row row : rows) {
            String expected = row.name().equals(SampleDocuments.BROKEN) ? "failed" : "completed";
            if (!row.status().equals(expected)) {
                wrong.add("%s is %s, not %s".formatted(row.name(), row.status(), expected));
            }
            if (!row.receipt()) {
                wrong.add("the receipt of %s is missing or says something else".formatted(row.name()));
            }
            if (row.firstLine().isBlank()) {
                wrong.add("%s has no text".formatted(row.name()));
            }
        }
        BatchCounts expected = new BatchCounts(rows.size(), 0, 0, rows.size() - 1, 1, 0);
        if (!batch.counts().equals(expected)) {
            wrong.add("the counters are %s, not %s".formatted(batch.counts(), expected));
        }
        if (batch.outcome() != BatchOutcome.PARTIAL) {
            wrong.add("the outcome is %s, not partial".formatted(batch.outcome()));
        }
        return wrong;
    }
}
