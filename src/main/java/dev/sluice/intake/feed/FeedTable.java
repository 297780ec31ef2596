package dev.sluice.intake.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code feed_round} and {@code feed_place}. */
final class FeedTable {
    private final JdbcClient jdbc;

    FeedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A source's round: the one that is being read, or was read last. */
    record Round(long number, boolean open, int failures, Instant nextAt) {}

    Optional<Round> round(FeedSourceSettings source) {
        return jdbc.sql("SELECT round, open, failures, next_at FROM feed_round WHERE tenant_id = ? AND source_id = ?")
                .params(source.source().tenantId(), source.sourceId())
                .query((row, n) -> new Round(
                        row.getLong("round"),
                        row.getBoolean("open"),
                        row.getInt("failures"),
                        row.getObject("next_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Begins a round. */
    void open(FeedSourceSettings source, long round, Instant now) {
        jdbc.sql("""
                        INSERT INTO feed_round AS r (tenant_id, source_id, round, open, next_at) VALUES (?, ?, ?, true, ?)
                        ON CONFLICT (tenant_id, source_id) DO UPDATE SET round = excluded.round, open = true
                         WHERE r.round < excluded.round
                        """)
                .params(source.source().tenantId(), source.sourceId(), round, time(now))
                .update();
    }

    /** Ends a round, whose own feed was read or not, and forgets feeds that are no longer named by any. */
    void close(FeedSourceSettings source, long round, int failures, Instant nextAt) {
        jdbc.sql(
                        "UPDATE feed_round SET open = false, failures = ?, next_at = ? WHERE tenant_id = ? AND source_id = ? AND round = ?")
                .params(failures, time(nextAt), source.source().tenantId(), source.sourceId(), round)
                .update();
        jdbc.sql("""
                        DELETE FROM feed_place c
                         WHERE c.tenant_id = ? AND c.source_id = ? AND c.parent IS NOT NULL
                           AND NOT EXISTS (SELECT FROM feed_place p WHERE p.tenant_id = c.tenant_id AND p.source_id = c.source_id
                                                                      AND p.url = c.parent)
                        """).params(source.source().tenantId(), source.sourceId()).update();
    }

    /**
     * Makes sure that the source's own feed has its row. With another address, or if other entries count now, all that
     * was remembered is forgotten.
     *
     * @return whether it was so
     */
    boolean root(FeedSourceSettings source) {
        boolean known = jdbc.sql(
                                "SELECT count(*) FROM feed_place WHERE tenant_id = ? AND source_id = ? AND url = ? AND depth = 0 AND settings = ?")
                        .params(source.source().tenantId(), source.sourceId(), source.url(), source.hash())
                        .query(Integer.class)
                        .single()
                > 0;
        if (known) {
            return false;
        }
        jdbc.sql("DELETE FROM feed_place WHERE tenant_id = ? AND source_id = ?")
                .params(source.source().tenantId(), source.sourceId())
                .update();
        jdbc.sql("""
                        INSERT INTO feed_place (tenant_id, source_id, url, depth, position, settings, round)
                        VALUES (?, ?, ?, 0, 0, ?, 0)
                        """)
                .params(source.source().tenantId(), source.sourceId(), source.url(), source.hash())
                .update();
        return true;
    }

    /** The next feed that this round has not dealt with: the source's own first. */
    Optional<FeedPlace> next(FeedSourceSettings source, long round) {
        return jdbc.sql("""
                        SELECT url, depth, etag, last_modified FROM feed_place
                         WHERE tenant_id = ? AND source_id = ? AND round < ? ORDER BY depth, position LIMIT 1
                        """)
                .params(source.source().tenantId(), source.sourceId(), round)
                .query((row, n) -> new FeedPlace(
                        row.getString("url"),
                        row.getInt("depth"),
                        row.getString("etag"),
                        row.getString("last_modified")))
                .optional();
    }

    /** This round has dealt with it, and nothing is new in it. */
    void visited(FeedSourceSettings source, String url, long round) {
        jdbc.sql("UPDATE feed_place SET round = ? WHERE tenant_id = ? AND source_id = ? AND url = ?")
                .params(round, source.source().tenantId(), source.sourceId(), url)
                .update();
    }

    /** It has been read; the feeds that it names are to be read in this round as well. */
    void read(FeedSourceSettings source, FoundEntries found, ReadFeed read) {
        jdbc.sql("""
                        UPDATE feed_place SET round = ?, etag = ?, last_modified = ?
                         WHERE tenant_id = ? AND source_id = ? AND url = ?
                        """)
                .params(
                        found.round(),
                        read.etag(),
                        read.lastModified(),
                        source.source().tenantId(),
                        source.sourceId(),
                        found.url())
                .update();
        String[] nested = read.nested().toArray(String[]::new);
        jdbc.sql("DELETE FROM feed_place WHERE tenant_id = ? AND source_id = ? AND parent = ? AND url <> ALL(?)")
                .params(source.source().tenantId(), source.sourceId(), found.url(), nested)
                .update();
        jdbc.sql("""
                        INSERT INTO feed_place (tenant_id, source_id, url, parent, depth, position, settings, round)
                        SELECT ?, ?, n.url, ?, ?, min(n.position), ?, 0
                          FROM unnest(?::text[]) WITH ORDINALITY AS n (url, position) GROUP BY n.url
                        ON CONFLICT (tenant_id, source_id, url) DO NOTHING
                        """)
                .params(
                        source.source().tenantId(),
                        source.sourceId(),
                        found.url(),
                        read.depth() + 1,
                        source.hash(),
                        nested)
                .update();
    }

    /** How many feeds the source's feed and those it names have named so far. */
    int nested(FeedSourceSettings source, List<String> besides) {
        return jdbc.sql(
                        "SELECT count(*) FROM feed_place WHERE tenant_id = ? AND source_id = ? AND depth > 0 AND url <> ALL(?)")
                .params(source.source().tenantId(), source.sourceId(), besides.toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
