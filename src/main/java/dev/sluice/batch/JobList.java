package dev.sluice.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists jobs: those of a batch in the order of submission, retries last; those of a tenant newest first. */
@Component
public class JobList {
    static final String PAGE = """
            WITH RECURSIVE %s page AS MATERIALIZED (
              SELECT j.id FROM job j%s ORDER BY %s LIMIT :limit OFFSET :offset)
            SELECT j.id, j.tenant_id, j.batch_id, j.intake_id, j.operation, j.engine, j.state, j.attempt, j.failures,
                   j.generation, j.retry_of, j.due_at, j.ended_at, j.artifact_id, j.error_code, j.error_text, j.seq,
                   j.claimed_at
              FROM page JOIN job_state j ON j.id = page.id ORDER BY %s
            """;
    private static final String COUNT = """
            WITH RECURSIVE %s none AS (SELECT 1)
            SELECT count(*) FROM job j%s
            """;
    /** A job without a batch has an entry under null in the index on batch and place. */
    private static final String COUNT_ALL = """
            SELECT (SELECT coalesce(sum(total), 0) FROM batch WHERE tenant_id = :tenant)
                 + (SELECT count(*) FROM job j WHERE j.batch_id IS NULL AND j.tenant_id = :tenant
                       AND NOT EXISTS (SELECT 1 FROM job r WHERE r.retry_of = j.id))
            """;

    private final JdbcClient jdbc;

    JobList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The job, if the tenant has it, whatever its generation. */
    public Optional<JobEntry> find(String tenantId, UUID id) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenantId);
        parameters.put("id", id);
        return query("", " WHERE j.tenant_id = :tenant AND j.id = :id", "j.id", parameters, 0, 1).stream()
                .findFirst();
    }

    /**
     * Up to {@code limit} jobs of a batch.
     *
     * @param filter names the batch
     * @param afterSeq the place of the last job of the page before this one, and {@code offset} counts from there; -1:
     *     from the beginning
     */
    public List<JobEntry> pageOfBatch(JobFilter filter, int afterSeq, long offset, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        String where = filter.where(parameters) + " AND j.seq > :after";
        parameters.put("after", afterSeq);
        return query(filter.with(), where, "j.seq", parameters, offset, limit);
    }

    /**
     * Up to {@code limit} jobs of a tenant.
     *
     * @param before the id of the last job of the page before this one; null: {@code offset} says where it begins
     */
    public List<JobEntry> page(JobFilter filter, @Nullable UUID before, long offset, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        String where = filter.where(parameters);
        if (before != null) {
            where += " AND j.id < :before";
            parameters.put("before", before);
        }
        return query(filter.with(), where, "j.id DESC", parameters, before == null ? offset : 0, limit);
    }

    /** How many there are. */
    public long count(JobFilter filter) {
        Map<String, Object> parameters = new HashMap<>();
        String where = filter.where(parameters);
        String sql = filter.isAll() && filter.batchId() == null ? COUNT_ALL : COUNT.formatted(filter.with(), where);
        return jdbc.sql(sql).params(parameters).query(Long.class).single();
    }

    private List<JobEntry> query(
            String with, String where, String order, Map<String, Object> parameters, long offset, int limit) {
        parameters.put("offset", offset);
        parameters.put("limit", limit);
        return jdbc.sql(PAGE.formatted(with, where, order, order))
                .params(parameters)
                .query((row, n) -> entry(row))
                .list();
    }

    private static JobEntry entry(ResultSet row) throws SQLException {
        OffsetDateTime claimed = row.getObject("claimed_at", OffsetDateTime.class);
        return new JobEntry(BatchReader.job(row), row.getInt("seq"), claimed == null ? null : claimed.toInstant());
    }
}
