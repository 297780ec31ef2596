package dev.sluice.intake.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What it costs to find out that nothing is new, among many records. */
class KnownDocumentsTest {
    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void a_page_is_looked_up_in_one_go_by_the_unique_index_with_and_without_statistics() {
        database.jdbcClient().sql("""
                        INSERT INTO intake_record (id, tenant_id, source_id, key, version, name, size, modified_at, accepted_at,
                                                   latest_job_id, seen_at, original)
                        SELECT gen_random_uuid(), 'default', 'papers', 's3://bucket/in/' || lpad(n::text, 7, '0'), '"' || md5(n::text) || '" 1',
                               'a', 1, now(), now(), gen_random_uuid(), now(), 'none'
                          FROM generate_series(1, 200000) n
                        """).update();
        assertThat(plan())
                .contains("intake_record_tenant_id_source_id_key_version_key")
                .doesNotContain("Seq Scan");
        database.jdbcClient().sql("ANALYZE intake_record").update();
        assertThat(plan())
                .contains("intake_record_tenant_id_source_id_key_version_key")
                .doesNotContain("Seq Scan");
    }

    private static String plan() {
        String[] keys = IntStream.rangeClosed(1, 1_000)
                .mapToObj("s3://bucket/in/%07d"::formatted)
                .toArray(String[]::new);
        List<String> lines = database.jdbcClient()
                .sql("EXPLAIN " + KnownDocuments.NEWS)
                .params(keys, keys, keys, "default", "papers")
                .query(String.class)
                .list();
        return String.join("\n", lines);
    }
}
