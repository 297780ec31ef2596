package dev.sluice.api.pulse.excel;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Statements on {@code excel_template}. */
@Component
class TemplateTable {
    /** A job's own, that of the job it tries again, or its batch's. */
    private static final String OF_JOB = """
            WITH RECURSIVE origin AS (
              SELECT id, batch_id, retry_of FROM job WHERE tenant_id = :tenant AND id = :id
              UNION ALL
              SELECT j.id, j.batch_id, j.retry_of FROM job j JOIN origin o ON j.id = o.retry_of)
            SELECT %s FROM excel_template
             WHERE tenant_id = :tenant
               AND run_id IN (SELECT id FROM origin UNION SELECT batch_id FROM origin WHERE batch_id IS NOT NULL)
            """;

    private final JdbcClient jdbc;

    TemplateTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String tenantId, UUID runId, byte[] content) {
        jdbc.sql("""
                INSERT INTO excel_template (tenant_id, run_id, content, created_at) VALUES (?, ?, ?, sluice_now())
                """).params(tenantId, runId, content).update();
    }

    boolean exists(String tenantId, UUID jobId) {
        return !jdbc.sql(OF_JOB.formatted("1"))
                .param("tenant", tenantId)
                .param("id", jobId)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    Optional<byte[]> find(String tenantId, UUID jobId) {
        return jdbc
                .sql(OF_JOB.formatted("content"))
                .param("tenant", tenantId)
                .param("id", jobId)
                .query((row, n) -> row.getBytes(1))
                .list()
                .stream()
                .findFirst();
    }
}
