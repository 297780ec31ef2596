package dev.sluice.api.jobs;

import dev.sluice.batch.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Which documents a stage is without because an earlier one did not complete them: nobody has to look there. */
@Component
public class LeftOut {
    private static final String INHERIT = """
            INSERT INTO left_out (run_id, ordinal, tenant_id, stage, job_id, file, code, error, source_id)
            SELECT ?, ordinal, tenant_id, stage, job_id, file, code, error, source_id
              FROM left_out WHERE run_id = ? AND tenant_id = ?
            """;
    private static final String INSERT = """
            INSERT INTO left_out (run_id, ordinal, tenant_id, stage, job_id, file, code, error, source_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String READ = """
            SELECT stage, job_id, file, code, error, source_id FROM left_out
             WHERE tenant_id = ? AND run_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?
            """;
    private static final int PAGE = 2_000;

    /**
     * One document.
     *
     * @param stage the operation that did not complete it
     * @param jobId the job that ended there
     * @param file the document's name
     * @param code why
     * @param error the same as a sentence
     * @param sourceId what that job worked on
     */
    public record Item(
            Operation stage,
            UUID jobId,
            String file,
            String code,
            String error,
            @Nullable UUID sourceId) {}

    private final JdbcTemplate jdbc;

    LeftOut(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Writes down that a run is without what an earlier one was without; in the caller's transaction, before
     * {@link #add}.
     *
     * @return how many these are
     */
    public int inherit(String tenantId, UUID runId, UUID from) {
        return jdbc.update(INHERIT, runId, from, tenantId);
    }

    /**
     * Writes down what else a run is without; in the caller's transaction.
     *
     * @param before how many are written down already
     */
    public void add(String tenantId, UUID runId, int before, List<Item> items) {
        List<Object[]> rows = new ArrayList<>();
        for (Item item : items) {
            rows.add(new Object[] {
                runId,
                before + rows.size() + 1,
                tenantId,
                item.stage.word(),
                item.jobId,
                item.file,
                item.code,
                item.error,
                item.sourceId
            });
        }
        jdbc.batchUpdate(INSERT, rows);
    }

    /** Hands over what a batch or a single run is without, whatever the number; the earliest stage first. */
    public void read(String tenantId, UUID runId, Consumer<Item> each) {
        int[] ordinal = {0};
        int read;
        do {
            int before = ordinal[0];
            jdbc.query(
                    READ,
                    (RowCallbackHandler) row -> {
                        ordinal[0]++;
                        each.accept(new Item(
                                Operation.of(row.getString("stage")),
                                row.getObject("job_id", UUID.class),
                                row.getString("file"),
                                row.getString("code"),
                                row.getString("error"),
                                row.getObject("source_id", UUID.class)));
                    },
                    tenantId,
                    runId,
                    before,
                    PAGE);
            read = ordinal[0] - before;
        } while (read == PAGE);
    }
}
