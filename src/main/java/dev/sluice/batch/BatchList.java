package dev.sluice.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists batches, newest first or last, with the split of the active ones into ready and running. */
@Component
public class BatchList {
    static final String PAGE = """
            WITH page AS MATERIALIZED (SELECT * FROM batch%s ORDER BY id %s LIMIT :limit OFFSET :offset)
            SELECT page.*, coalesce(w.running, 0) AS running
              FROM page LEFT JOIN (SELECT batch_id, count(*) AS running FROM work
                                    WHERE node_id IS NOT NULL
                                      AND batch_id = ANY(ARRAY(SELECT id FROM page WHERE active > 0))
                                    GROUP BY batch_id) w ON w.batch_id = page.id
             ORDER BY page.id %s
            """;

    private final JdbcClient jdbc;

    BatchList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The batch, if the tenant has it. */
    public Optional<BatchEntry> find(String tenantId, UUID id) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenantId);
        parameters.put("id", id);
        return query(" WHERE tenant_id = :tenant AND id = :id", parameters, false, 0, 1).stream()
                .findFirst();
    }

    /**
     * Up to {@code limit} batches.
     *
     * @param after the last id of the page before this one; null: {@code offset} says where it begins
     */
    public List<BatchEntry> page(
            BatchFilter filter, boolean oldestFirst, @Nullable UUID after, long offset, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        String where = filter.where(parameters);
        if (after != null) {
            where += oldestFirst ? " AND id > :after" : " AND id < :after";
            parameters.put("after", after);
        }
        return query(where, parameters, oldestFirst, after == null ? offset : 0, limit);
    }

    /** How many there are. */
    public long count(BatchFilter filter) {
        Map<String, Object> parameters = new HashMap<>();
        String where = filter.where(parameters);
        return jdbc.sql("SELECT count(*) FROM batch" + where)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    private List<BatchEntry> query(
            String where, Map<String, Object> parameters, boolean oldestFirst, long offset, int limit) {
        parameters.put("offset", offset);
        parameters.put("limit", limit);
        String order = oldestFirst ? "ASC" : "DESC";
        return jdbc.sql(PAGE.formatted(where, order, order))
                .params(parameters)
                .query((row, n) -> new BatchEntry(
                        BatchReader.batch(row),
                        row.getInt("workers"),
                        row.getInt("running"),
                        row.getLong("revision"),
                        row.getInt("last_seq") > row.getInt("total")))
                .list();
    }
}
