package dev.sluice.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of stored results: which files, how long and with which hash. */
final class ArtifactTable {
    private static final int SWEEP_LIMIT = 500;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ArtifactTable(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Artifact artifact) {
        jdbc.sql("""
                        INSERT INTO artifact (id, tenant_id, job_id, attempt, parts, summary, created_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb, sluice_now())
                        """)
                .params(
                        artifact.id(),
                        artifact.tenantId(),
                        artifact.jobId(),
                        artifact.attempt(),
                        write(artifact.parts()),
                        write(artifact.summary()))
                .update();
    }

    Optional<Artifact> find(String tenantId, UUID id) {
        return jdbc.sql("SELECT job_id, attempt, parts, summary FROM artifact WHERE tenant_id = ? AND id = ?")
                .params(tenantId, id)
                .query((row, n) -> new Artifact(
                        id,
                        tenantId,
                        row.getObject("job_id", UUID.class),
                        row.getInt("attempt"),
                        read(row.getString("parts"), new TypeReference<List<PartFile>>() {}),
                        read(row.getString("summary"), new TypeReference<JsonNode>() {})))
                .optional();
    }

    Map<UUID, JsonNode> summaries(String tenantId, Collection<UUID> ids) {
        Map<UUID, JsonNode> summaries = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, summary FROM artifact WHERE tenant_id = ? AND id = ANY(?)")
                    .params(tenantId, ids.toArray(UUID[]::new))
                    .query(row -> {
                        summaries.put(
                                row.getObject("id", UUID.class),
                                read(row.getString("summary"), new TypeReference<JsonNode>() {}));
                    });
        }
        return summaries;
    }

    /** Those of the ids that have a row. */
    Set<UUID> known(Collection<UUID> ids) {
        return new HashSet<>(jdbc.sql("SELECT id FROM artifact WHERE id = ANY(?)")
                .params((Object) ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /**
     * Removes rows that are older than {@code grace} and that no job has recorded, nor can any more; a bounded number.
     *
     * @return their ids
     */
    List<UUID> removeLost(Duration grace) {
        jdbc.sql("""
                        UPDATE artifact a SET confirmed = true
                          FROM job j WHERE NOT a.confirmed AND j.id = a.job_id AND j.artifact_id = a.id
                        """).update();
        return jdbc.sql("""
                        DELETE FROM artifact WHERE id = ANY(ARRAY(
                          SELECT a.id FROM artifact a LEFT JOIN job j ON j.id = a.job_id
                           WHERE NOT a.confirmed AND a.created_at < sluice_now() - ? * interval '1 millisecond'
                             AND (j.id IS NULL OR (j.artifact_id IS DISTINCT FROM a.id
                                  AND (j.state <> 'open'
                                       OR NOT EXISTS (SELECT 1 FROM work w WHERE w.job_id = j.id AND w.attempt = a.attempt))))
                           LIMIT ?))
                        RETURNING id
                        """)
                .params(grace.toMillis(), SWEEP_LIMIT)
                .query(UUID.class)
                .list();
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
