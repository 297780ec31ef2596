package dev.sluice.api.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.request.SavedConfigurations.Kind;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Statements on {@code configuration} and {@code configuration_version}. */
@Component
class ConfigurationTable {
    private static final String COLUMNS =
            "c.id, c.kind, c.name, v.version, c.version AS latest, c.created_at, v.created_at AS updated_at, c.archived_at";
    private static final String ONE = "SELECT " + COLUMNS + """
            , v.body::text AS body
              FROM configuration c
              JOIN configuration_version v ON v.tenant_id = c.tenant_id AND v.id = c.id
             WHERE c.tenant_id = :tenant AND c.id = :id AND v.version = coalesce(:version, c.version)
            """;
    private static final String MATCHING = """
              FROM configuration c
              JOIN configuration_version v ON v.tenant_id = c.tenant_id AND v.id = c.id AND v.version = c.version
             WHERE c.tenant_id = :tenant AND c.archived_at IS NULL
               AND (CAST(:kind AS text) IS NULL OR c.kind = :kind) AND (CAST(:name AS text) IS NULL OR c.name = :name)
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    ConfigurationTable(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** Writes version 1 down; says no if another of that kind has the name. */
    boolean insert(String tenantId, UUID id, Kind kind, String name, ObjectNode body) {
        int inserted = jdbc.sql("""
                INSERT INTO configuration (tenant_id, id, kind, name, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, 1, sluice_now(), sluice_now())
                ON CONFLICT (tenant_id, kind, name) WHERE archived_at IS NULL DO NOTHING
                """).params(tenantId, id, word(kind), name).update();
        if (inserted == 1) {
            version(tenantId, id, 1, body);
        }
        return inserted == 1;
    }

    /**
     * Moves to the next version; the caller has a transaction.
     *
     * @param from the version that must be the latest
     * @return whether it was, and it is not archived
     * @throws org.springframework.dao.DuplicateKeyException if another of that kind has the name
     */
    boolean next(String tenantId, UUID id, String name, int from, ObjectNode body) {
        int moved = jdbc.sql("""
                UPDATE configuration SET version = version + 1, name = ?, updated_at = sluice_now()
                 WHERE tenant_id = ? AND id = ? AND version = ? AND archived_at IS NULL
                """).params(name, tenantId, id, from).update();
        if (moved == 1) {
            version(tenantId, id, from + 1, body);
        }
        return moved == 1;
    }

    private void version(String tenantId, UUID id, int version, ObjectNode body) {
        jdbc.sql("""
                INSERT INTO configuration_version (tenant_id, id, version, body, created_at)
                VALUES (?, ?, ?, ?::json, sluice_now())
                """).params(tenantId, id, version, body.toString()).update();
    }

    /** Archives it; repeated it changes nothing. */
    void archive(String tenantId, UUID id) {
        jdbc.sql("""
                UPDATE configuration SET archived_at = sluice_now()
                 WHERE tenant_id = ? AND id = ? AND archived_at IS NULL
                """).params(tenantId, id).update();
    }

    /** That version, archived or not; null: the latest. */
    Optional<Configuration> find(String tenantId, UUID id, @Nullable Integer version) {
        return jdbc.sql(ONE)
                .param("tenant", tenantId)
                .param("id", id)
                .param("version", version, java.sql.Types.INTEGER)
                .query((row, n) -> configuration(row, body(row.getString("body"))))
                .optional();
    }

    /** Up to {@code limit}, newest first, without their bodies; null means any. */
    List<Configuration> page(
            String tenantId,
            @Nullable Kind kind,
            @Nullable String name,
            @Nullable UUID before,
            long offset,
            int limit) {
        return matching(
                        "SELECT " + COLUMNS + MATCHING
                                + " AND (CAST(:before AS uuid) IS NULL OR c.id < :before)"
                                + " ORDER BY c.id DESC OFFSET :offset LIMIT :limit",
                        tenantId,
                        kind,
                        name)
                .param("before", before)
                .param("offset", before == null ? offset : 0)
                .param("limit", limit)
                .query((row, n) -> configuration(row, null))
                .list();
    }

    long count(String tenantId, @Nullable Kind kind, @Nullable String name) {
        return matching("SELECT count(*)" + MATCHING, tenantId, kind, name)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec matching(String sql, String tenantId, @Nullable Kind kind, @Nullable String name) {
        return jdbc.sql(sql)
                .param("tenant", tenantId)
                .param("kind", kind == null ? null : word(kind))
                .param("name", name);
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Configuration configuration(ResultSet row, @Nullable ObjectNode body) throws SQLException {
        OffsetDateTime archived = row.getObject("archived_at", OffsetDateTime.class);
        return new Configuration(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getInt("version"),
                row.getInt("latest"),
                body,
                time(row, "created_at"),
                time(row, "updated_at"),
                archived == null ? null : archived.toInstant());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private ObjectNode body(String json) {
        try {
            return (ObjectNode) mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
