package dev.sluice.api.pulse.chain;

import dev.sluice.api.jobs.JobSource;
import dev.sluice.api.jobs.LeftOut;
import dev.sluice.batch.Operation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the documents of a batch page by page in the order of submission, each as the last of its retries stands. */
@Component
class BatchChildren {
    private static final int PAGE = 5_000;
    private static final String FIRST = """
            WITH RECURSIVE first AS MATERIALIZED (
              SELECT id, seq FROM job
               WHERE batch_id = :batch AND tenant_id = :tenant AND retry_of IS NULL AND seq > :after
               ORDER BY seq LIMIT :limit),
            """;
    private static final String UNTRIED_AGAIN = " latest AS (SELECT seq, id FROM first) ";
    private static final String TRIED_AGAIN = """
            line AS (
              SELECT seq, id FROM first
              UNION ALL SELECT l.seq, r.id FROM line l JOIN job r ON r.retry_of = l.id),
            latest AS (
              SELECT DISTINCT ON (l.seq) l.seq, j.id, j.generation
                FROM line l JOIN job j ON j.id = l.id ORDER BY l.seq, j.generation DESC)
            """;
    // Of those that are completed neither name nor source is asked for: null is found at once.
    private static final String READ = """
            SELECT l.seq, j.id, j.state, j.artifact_id, j.intake_id, j.error_code, j.error_text, i.name,
                   s.id AS source_id, s.job_id AS source_job, s.summary ->> 'splitOf' AS split_of
              FROM latest l JOIN job_state j ON j.id = l.id
              LEFT JOIN intake_record i ON i.id = CASE WHEN j.state <> 'completed' THEN j.intake_id END
              LEFT JOIN artifact s ON s.id = CASE WHEN j.state <> 'completed' THEN j.inputs[1] END
             ORDER BY l.seq
            """;

    /**
     * Some documents.
     *
     * @param completed those with a result
     * @param others the rest
     */
    record Page(List<Source> completed, List<LeftOut.Item> others) {}

    /** What is done with a page. */
    @FunctionalInterface
    interface Step {
        void page(Page page);
    }

    private final JdbcClient jdbc;

    BatchChildren(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Goes through all of them. */
    void each(String tenantId, References.FinalBatch batch, Step step) {
        String sql = FIRST + (batch.triedAgain() ? TRIED_AGAIN : UNTRIED_AGAIN) + READ;
        int after = -1;
        int read;
        do {
            Page page = new Page(new ArrayList<>(), new ArrayList<>());
            int[] last = {after, 0};
            jdbc.sql(sql)
                    .param("batch", batch.id())
                    .param("tenant", tenantId)
                    .param("after", after)
                    .param("limit", PAGE)
                    .query((RowCallbackHandler) row -> {
                        last[0] = row.getInt("seq");
                        last[1]++;
                        add(row, batch.operation(), page);
                    });
            step.page(page);
            after = last[0];
            read = last[1];
        } while (read == PAGE);
    }

    private static void add(ResultSet row, Operation stage, Page page) throws SQLException {
        UUID jobId = row.getObject("id", UUID.class);
        UUID artifactId = row.getObject("artifact_id", UUID.class);
        UUID intakeId = row.getObject("intake_id", UUID.class);
        if (row.getString("state").equals("completed") && artifactId != null) {
            page.completed.add(new Source(artifactId, jobId, intakeId));
            return;
        }
        page.others.add(new LeftOut.Item(
                stage,
                jobId,
                Objects.requireNonNullElse(row.getString("name"), ""),
                Objects.requireNonNullElse(row.getString("error_code"), "CANCELED"),
                Objects.requireNonNullElse(row.getString("error_text"), "It was not completed."),
                source(row, intakeId)));
    }

    /** As the list of its own batch shows it. */
    private static @Nullable UUID source(ResultSet row, @Nullable UUID intakeId) throws SQLException {
        UUID artifact = row.getObject("source_id", UUID.class);
        return artifact == null
                ? intakeId
                : JobSource.of(artifact, row.getObject("source_job", UUID.class), row.getString("split_of"))
                        .id();
    }
}
