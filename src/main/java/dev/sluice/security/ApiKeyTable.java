package dev.sluice.security;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on the table {@code api_key}. */
final class ApiKeyTable {
    private static final String COLUMNS =
            "tenant_id, id, name, hash, scopes, origin, created_at, expires_at, last_used_at, revoked_at";

    private final JdbcClient jdbc;

    ApiKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of all tenants, without those that were revoked. */
    List<ApiKey> unrevoked() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM api_key WHERE revoked_at IS NULL")
                .query((row, n) -> key(row))
                .list();
    }

    /** All of a tenant, oldest first. */
    List<ApiKey> list(String tenantId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM api_key WHERE tenant_id = ? ORDER BY created_at, id")
                .params(tenantId)
                .query((row, n) -> key(row))
                .list();
    }

    /** Stores a key; false if there is one of that id, unless the configuration had set it and now sets another text. */
    boolean store(
            String tenantId,
            KeyText key,
            String name,
            Set<Scope> scopes,
            ApiKey.Origin origin,
            @Nullable Instant expiresAt) {
        return jdbc.sql("""
                        INSERT INTO api_key AS k (tenant_id, id, name, hash, scopes, origin, created_at, expires_at)
                        VALUES (?, ?, ?, ?, string_to_array(?, ','), ?, sluice_now(), ?)
                        ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, last_used_at = NULL, revoked_at = NULL,
                               created_at = excluded.created_at
                         WHERE k.origin = 'configured' AND excluded.origin = 'configured'
                           AND (k.revoked_at IS NULL OR k.hash <> excluded.hash)
                        """)
                        .params(Arrays.asList(
                                tenantId,
                                key.id(),
                                name,
                                key.hash(),
                                String.join(
                                        ",", scopes.stream().map(Scope::word).toList()),
                                origin.name().toLowerCase(Locale.ROOT),
                                expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC)))
                        .update()
                == 1;
    }

    /** Removes what an earlier configuration had set; {@code except} is the id that it still sets, null if none. */
    void removeConfigured(@Nullable String except) {
        jdbc.sql("DELETE FROM api_key WHERE origin = 'configured' AND id IS DISTINCT FROM ?")
                .params(Arrays.asList(except))
                .update();
    }

    /** Whether there was such a key, not yet revoked. */
    boolean revoke(String tenantId, String id) {
        return jdbc.sql(
                                "UPDATE api_key SET revoked_at = sluice_now() WHERE tenant_id = ? AND id = ? AND revoked_at IS NULL")
                        .params(tenantId, id)
                        .update()
                == 1;
    }

    /** Notes that it was used, unless that was noted less than {@code every} ago. */
    void used(String tenantId, String id, Duration every) {
        jdbc.sql("""
                        UPDATE api_key SET last_used_at = sluice_now() WHERE tenant_id = ? AND id = ?
                           AND (last_used_at IS NULL OR last_used_at <= sluice_now() - ? * interval '1 millisecond')
                        """).params(tenantId, id, every.toMillis()).update();
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("tenant_id"),
                row.getString("id"),
                row.getString("name"),
                new KeyHash(row.getBytes("hash")),
                scopes(row.getArray("scopes")),
                ApiKey.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static Set<Scope> scopes(Array words) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : (String[]) words.getArray()) {
            scopes.add(Scope.of(word));
        }
        return scopes;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
