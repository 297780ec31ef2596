package dev.sluice.batch;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says what a job was asked for. */
@Component
public class JobRequests {
    private static final String FIND = """
            SELECT coalesce(j.options, b.options)::text AS options, j.inputs
              FROM job j LEFT JOIN batch b ON b.id = j.batch_id
             WHERE j.id = :id AND j.tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    JobRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the job was asked for. */
    public JobRequest of(ClaimedJob job) {
        return of(job.tenantId(), job.jobId());
    }

    /** What a job was asked for that exists. */
    public JobRequest of(String tenantId, UUID jobId) {
        return jdbc.sql(FIND)
                .param("id", jobId)
                .param("tenant", tenantId)
                .query((row, n) -> new JobRequest(row.getString("options"), inputs(row)))
                .single();
    }

    private static List<UUID> inputs(ResultSet row) throws SQLException {
        Array inputs = row.getArray("inputs");
        return inputs == null ? List.of() : List.of((UUID[]) inputs.getArray());
    }
}
