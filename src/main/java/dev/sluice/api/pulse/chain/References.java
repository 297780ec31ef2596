package dev.sluice.api.pulse.chain;

import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.batch.Operation;
import dev.sluice.http.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds what clients refer to. A result is known by the id of its artifact and by that of its job; both are looked up
 * wherever one of them is expected. Only what the tenant has exists, and only what is kept for the client can be used.
 */
@Component
class References {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int PAGE = 5_000;
    /**
     * {@code stored} stands in what this dialect keeps with batches and runs; so does that a schema was filled beside an
     * extraction, which then is one like others.
     */
    private static final String FIND = """
            SELECT r.id, j.id AS job_id, j.state,
                   CASE WHEN coalesce(p.output, s.kept) -> 'twice' @> '["structured_output"]' THEN 'extract'
                        ELSE j.operation END AS operation, j.intake_id, j.artifact_id, b.id IS NOT NULL AS is_batch,
                   coalesce((coalesce(p.output, s.kept) ->> 'stored')::boolean, true) AS stored
              FROM unnest(:ids::uuid[]) WITH ORDINALITY AS r(id, ordinal)
              LEFT JOIN artifact a ON a.id = r.id AND a.tenant_id = :tenant
              LEFT JOIN job_state j ON j.id = coalesce(a.job_id, r.id) AND j.tenant_id = :tenant
                                   AND (a.id IS NULL OR a.id = j.artifact_id)
              LEFT JOIN batch p ON p.id = j.batch_id
              LEFT JOIN single_run s ON s.job_id = j.id
              LEFT JOIN batch b ON b.id = r.id AND b.tenant_id = :tenant
             ORDER BY r.ordinal
            """;
    // Locked, so that no retry reopens it while its documents are read.
    private static final String BATCH = """
            SELECT id, CASE WHEN output -> 'twice' @> '["structured_output"]' THEN 'extract' ELSE operation END AS operation,
                   status, completed, last_seq > total AS tried_again, options::text AS options,
                   coalesce((output ->> 'stored')::boolean, true) AS stored
              FROM batch WHERE id = :id AND tenant_id = :tenant FOR SHARE
            """;

    /**
     * A batch whose documents are all final, some of them completed.
     *
     * @param options of all its jobs, a JSON object or null
     * @param triedAgain whether some of its documents have had more than one job
     */
    record FinalBatch(
            UUID id,
            Operation operation,
            int completed,
            @Nullable String options,
            boolean triedAgain) {}

    private record Found(
            UUID id,
            @Nullable UUID jobId,
            @Nullable String operation,
            @Nullable String state,
            @Nullable UUID intakeId,
            @Nullable UUID artifactId,
            boolean isBatch,
            boolean stored) {}

    private final JdbcClient jdbc;

    References(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An id as clients may have it; empty if it is none. */
    static Optional<UUID> uuid(String id) {
        return ID.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }

    /** Whether it is the id of a batch. */
    boolean isBatch(String tenantId, String id) {
        return uuid(id).flatMap(uuid -> jdbc.sql("SELECT 1 FROM batch WHERE id = ? AND tenant_id = ?")
                        .params(uuid, tenantId)
                        .query(Integer.class)
                        .optional())
                .isPresent();
    }

    /**
     * The results that a list names, in its order.
     *
     * @throws ApiException {@code JOB_001} for one that does not exist, {@code JOB_002} for one that cannot be used
     */
    List<Source> listed(String tenantId, Selection selection) {
        List<Source> sources = new ArrayList<>();
        List<String> ids = selection.ids();
        for (int from = 0; from < ids.size(); from += PAGE) {
            UUID[] page = ids.subList(from, Math.min(ids.size(), from + PAGE)).stream()
                    .map(id -> uuid(id).orElseThrow(() -> unknown(selection, id)))
                    .toArray(UUID[]::new);
            jdbc.sql(FIND)
                    .param("ids", page)
                    .param("tenant", tenantId)
                    .query((row, n) -> found(row))
                    .list()
                    .forEach(found -> sources.add(usable(selection, found)));
        }
        return sources;
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getObject("id", UUID.class),
                row.getObject("job_id", UUID.class),
                row.getString("operation"),
                row.getString("state"),
                row.getObject("intake_id", UUID.class),
                row.getObject("artifact_id", UUID.class),
                row.getBoolean("is_batch"),
                row.getBoolean("stored"));
    }

    private static Source usable(Selection selection, Found found) {
        String named = selection.parameter() + " names " + found.id;
        if (found.isBatch) {
            throw PulseError.JOB_002.because(named
                    + ", which is a batch; name it by %s."
                            .formatted(selection.isSplit() ? "batch_split_id" : "batch_extract_id"));
        }
        if (found.jobId == null) {
            throw unknown(selection, found.id.toString());
        }
        String kind = selection.of().word();
        if (!kind.equals(found.operation)) {
            throw PulseError.JOB_002.because("%s, which is a job of the kind %s; needed is one of the kind %s."
                    .formatted(named, found.operation, kind));
        }
        if (!found.stored) {
            throw PulseError.JOB_002.because(
                    named + ", which was made with storage disabled: such a result cannot be used again.");
        }
        if (found.artifactId == null || !"completed".equals(found.state)) {
            throw PulseError.JOB_002.because(
                    "%s, which is %s; only completed jobs have a result.".formatted(named, found.state));
        }
        return new Source(found.artifactId, found.jobId, found.intakeId);
    }

    private static ApiException unknown(Selection selection, String id) {
        return PulseError.JOB_001.because("There is no %s of the id %s, which %s names."
                .formatted(selection.isSplit() ? "split" : "extraction", shortened(id), selection.parameter()));
    }

    private static String shortened(String id) {
        return id.length() > 60 ? id.substring(0, 60) + "…" : id;
    }

    /**
     * The batch that is named, locked to the end of the transaction.
     *
     * @throws ApiException {@code JOB_001} if it does not exist, {@code JOB_002} if it cannot be used
     */
    FinalBatch batch(String tenantId, Selection selection) {
        UUID id = uuid(selection.id()).orElseThrow(() -> noBatch(selection));
        FinalBatch found = jdbc.sql(BATCH)
                .param("id", id)
                .param("tenant", tenantId)
                .query((row, n) -> usable(selection, row))
                .optional()
                .orElseThrow(() -> isJob(tenantId, id)
                        ? PulseError.JOB_002.because("%s names %s, which is the result of one document and no batch."
                                .formatted(selection.parameter(), id))
                        : noBatch(selection));
        return found;
    }

    private static FinalBatch usable(Selection selection, ResultSet row) throws SQLException {
        Operation operation = Operation.of(row.getString("operation"));
        String named = selection.parameter() + " names " + row.getString("id");
        if (operation != selection.of()) {
            throw PulseError.JOB_002.because("%s, which is a batch of the kind %s; needed is one of the kind %s."
                    .formatted(named, operation.word(), selection.of().word()));
        }
        String status = row.getString("status");
        if (status.equals("receiving") || status.equals("processing")) {
            throw PulseError.JOB_002.because(named + ", a batch that is still processing; wait until it is completed.");
        }
        if (!row.getBoolean("stored")) {
            throw PulseError.JOB_002.because(
                    named + ", a batch made with storage disabled: its results cannot be used again.");
        }
        if (row.getInt("completed") == 0) {
            throw PulseError.JOB_002.because(named + ", a batch none of whose documents was completed.");
        }
        return new FinalBatch(
                row.getObject("id", UUID.class),
                operation,
                row.getInt("completed"),
                row.getString("options"),
                row.getBoolean("tried_again"));
    }

    private boolean isJob(String tenantId, UUID id) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM job WHERE id = :id AND tenant_id = :tenant)
                            OR EXISTS (SELECT 1 FROM artifact WHERE id = :id AND tenant_id = :tenant)
                        """)
                .param("id", id)
                .param("tenant", tenantId)
                .query(Boolean.class)
                .single();
    }

    private static ApiException noBatch(Selection selection) {
        return PulseError.JOB_001.because("There is no batch of the id %s, which %s names."
                .formatted(shortened(selection.id()), selection.parameter()));
    }

    /** What some splits were asked for, each different answer once: JSON objects. */
    List<String> options(String tenantId, List<Source> splits) {
        return jdbc.sql("""
                        SELECT DISTINCT coalesce(j.options, b.options)::text
                          FROM job j LEFT JOIN batch b ON b.id = j.batch_id
                         WHERE j.id = ANY(:ids) AND j.tenant_id = :tenant AND coalesce(j.options, b.options) IS NOT NULL
                        """)
                .param("ids", splits.stream().map(Source::jobId).toArray(UUID[]::new))
                .param("tenant", tenantId)
                .query(String.class)
                .list();
    }
}
