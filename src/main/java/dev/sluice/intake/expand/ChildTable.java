package dev.sluice.intake.expand;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on documents that lay in others. */
final class ChildTable {
    private final JdbcClient jdbc;

    ChildTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The record of an archive. */
    record Parent(
            UUID id,
            String tenantId,
            String sourceId,
            String key,
            @Nullable String output,
            @Nullable String expand,
            @Nullable UUID rootId,
            int depth) {}

    /** What lay in an outermost archive altogether. */
    record Room(long documents, long bytes) {}

    /** The record, with the outermost archive locked: what lies in it is counted by one at a time. */
    Parent lock(String tenantId, UUID id) {
        jdbc.sql("""
                        SELECT id FROM intake_record
                         WHERE id = (SELECT coalesce(root_id, id) FROM intake_record WHERE tenant_id = ? AND id = ?) FOR UPDATE
                        """).params(tenantId, id).query(UUID.class).single();
        return jdbc.sql("""
                        SELECT id, tenant_id, source_id, key, output, expand, root_id, depth FROM intake_record
                         WHERE tenant_id = ? AND id = ? FOR UPDATE
                        """)
                .params(tenantId, id)
                .query((row, n) -> new Parent(
                        row.getObject("id", UUID.class),
                        row.getString("tenant_id"),
                        row.getString("source_id"),
                        row.getString("key"),
                        row.getString("output"),
                        row.getString("expand"),
                        row.getObject("root_id", UUID.class),
                        row.getInt("depth")))
                .single();
    }

    /** Where new documents lay. */
    void placed(Collection<UUID> ids, UUID rootId, int depth, @Nullable String expand) {
        jdbc.sql("UPDATE intake_record SET root_id = ?, depth = ?, expand = ? WHERE id = ANY(?)")
                .params(rootId, depth, expand, ids.toArray(UUID[]::new))
                .update();
    }

    Room used(UUID rootId) {
        return jdbc.sql(
                        "SELECT count(*) AS documents, coalesce(sum(size), 0) AS bytes FROM intake_record WHERE root_id = ?")
                .param(rootId)
                .query((row, n) -> new Room(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** The records of versions, by their keys. */
    Map<String, UUID> ids(Parent parent, List<String> keys, List<String> versions) {
        Map<String, UUID> ids = new HashMap<>();
        jdbc.sql("""
                        SELECT i.id, i.key
                          FROM unnest(?::text[], ?::text[]) AS n (key, version)
                          JOIN intake_record i ON i.tenant_id = ? AND i.source_id = ? AND i.key = n.key AND i.version = n.version
                        """)
                .params(
                        keys.toArray(String[]::new),
                        versions.toArray(String[]::new),
                        parent.tenantId(),
                        parent.sourceId())
                .query(row -> {
                    ids.put(row.getString("key"), row.getObject("id", UUID.class));
                });
        return ids;
    }

    /** Whether a document was taken out of this very archive by an attempt before. */
    boolean isOf(Parent parent, UUID id) {
        UUID rootId = parent.rootId() == null ? parent.id() : parent.rootId();
        return jdbc.sql("SELECT count(*) FROM intake_record WHERE id = ? AND root_id = ?")
                        .params(id, rootId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** What became of all that lay in it. */
    void opened(UUID id, String children) {
        jdbc.sql("UPDATE intake_record SET children = ?::jsonb WHERE id = ?")
                .params(children, id)
                .update();
    }
}
