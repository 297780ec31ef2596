package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Statements on {@code pipeline_run}. */
@Component
class PipelineTable {
    private record Request(List<Step> steps, List<String> warnings) {}

    /** One that somebody has to look at. */
    record Due(String tenantId, UUID id) {}

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    PipelineTable(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    void insert(String tenantId, UUID id, List<Step> steps, List<String> warnings, Step.Begun first) {
        jdbc.sql("""
                INSERT INTO pipeline_run (tenant_id, id, request, status, progress, next_at, created_at, updated_at)
                VALUES (?, ?, ?::json, 'processing', ?::json, sluice_now(), sluice_now(), sluice_now())
                """)
                .params(tenantId, id, json(new Request(steps, warnings)), json(List.of(first)))
                .update();
    }

    Optional<PipelineRun> find(String tenantId, UUID id) {
        return query("", tenantId, id);
    }

    /** One that is not final and that nobody else moves on; held until the end of the caller's transaction. */
    Optional<PipelineRun> lock(String tenantId, UUID id) {
        return query(" AND status = 'processing' FOR UPDATE SKIP LOCKED", tenantId, id);
    }

    /** The same, but waits for whoever moves it on. */
    Optional<PipelineRun> lockWaiting(String tenantId, UUID id) {
        return query(" FOR UPDATE", tenantId, id);
    }

    private Optional<PipelineRun> query(String more, String tenantId, UUID id) {
        return jdbc.sql("SELECT * FROM pipeline_run WHERE tenant_id = ? AND id = ?" + more)
                .params(tenantId, id)
                .query((row, n) -> run(row))
                .optional();
    }

    /** Up to {@code limit} that are to be looked at now, the longest waiting first. */
    List<Due> due(int limit) {
        return jdbc.sql("""
                SELECT tenant_id, id FROM pipeline_run
                 WHERE status = 'processing' AND next_at <= sluice_now() ORDER BY next_at LIMIT ?
                """)
                .param(limit)
                .query((row, n) -> new Due(row.getString("tenant_id"), row.getObject("id", UUID.class)))
                .list();
    }

    /** Writes how far it has come; it is looked at again after the wait. */
    void moved(PipelineRun run, List<Step.Begun> begun, Duration wait) {
        long done = begun.stream().filter(step -> step.ended() != null).count();
        jdbc.sql("""
                UPDATE pipeline_run
                   SET progress = ?::json, step = ?, failures = 0, updated_at = sluice_now(),
                       next_at = sluice_now() + ? * interval '1 ms'
                 WHERE tenant_id = ? AND id = ?
                """)
                .params(json(begun), done, wait.toMillis(), run.tenantId(), run.id())
                .update();
    }

    /** It is where it was; it is looked at again after the wait. */
    void looked(PipelineRun run, Duration wait) {
        jdbc.sql("UPDATE pipeline_run SET next_at = sluice_now() + ? * interval '1 ms' WHERE tenant_id = ? AND id = ?")
                .params(wait.toMillis(), run.tenantId(), run.id())
                .update();
    }

    void completed(String tenantId, UUID id) {
        end(tenantId, id, "completed", null, null);
    }

    void failed(String tenantId, UUID id, String code, String text) {
        end(tenantId, id, "failed", code, text);
    }

    void canceled(String tenantId, UUID id) {
        end(tenantId, id, "canceled", null, null);
    }

    private void end(String tenantId, UUID id, String status, @Nullable String code, @Nullable String text) {
        jdbc.sql("""
                UPDATE pipeline_run
                   SET status = :status, error_code = :code, error_text = :text, updated_at = sluice_now(),
                       finished_at = sluice_now()
                 WHERE tenant_id = :tenant AND id = :id AND status = 'processing'
                """)
                .param("status", status)
                .param("code", code)
                .param("text", text)
                .param("tenant", tenantId)
                .param("id", id)
                .update();
    }

    /** It could not be moved on for a reason that may pass. */
    void postponed(String tenantId, UUID id, Duration wait) {
        jdbc.sql("""
                UPDATE pipeline_run SET failures = failures + 1, next_at = sluice_now() + ? * interval '1 ms'
                 WHERE tenant_id = ? AND id = ? AND status = 'processing'
                """).params(wait.toMillis(), tenantId, id).update();
    }

    private PipelineRun run(ResultSet row) throws SQLException {
        try {
            Request request = mapper.readValue(row.getString("request"), Request.class);
            List<Step.Begun> begun = mapper.readValue(row.getString("progress"), new TypeReference<>() {});
            OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
            return new PipelineRun(
                    row.getString("tenant_id"),
                    row.getObject("id", UUID.class),
                    request.steps(),
                    request.warnings(),
                    begun,
                    row.getString("status"),
                    row.getString("error_code"),
                    row.getString("error_text"),
                    row.getInt("failures"),
                    time(row, "created_at"),
                    time(row, "updated_at"),
                    finished == null ? null : finished.toInstant());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
