package dev.sluice.intake.folder;

import dev.sluice.intake.manifest.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on what came with documents of watched folders. */
final class ExtrasTable {
    private final JdbcClient jdbc;

    ExtrasTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which version of a document a marker was for. */
    record Marked(String key, String marker, Instant markerAt) {}

    /** The documents that some of these markers were for. */
    List<Marked> marked(FolderSettings settings, Collection<String> markers) {
        return jdbc.sql("""
                        SELECT key, marker, marker_at FROM intake_record
                         WHERE tenant_id = ? AND source_id = ? AND folder = ? AND marker = ANY(?)
                        """)
                .params(
                        settings.tenantId(),
                        settings.sourceId(),
                        settings.directory().toString(),
                        markers.toArray(String[]::new))
                .query((row, n) -> marked(row))
                .list();
    }

    private static Marked marked(ResultSet row) throws SQLException {
        return new Marked(
                row.getString("key"),
                row.getString("marker"),
                row.getObject("marker_at", OffsetDateTime.class).toInstant());
    }

    /** Writes down what came with files that have their records: markers, and whether they are to be opened. */
    void describe(FolderSettings settings, List<SecuredFile> files) {
        if (settings.doneMarker() == null && settings.expand() == null) {
            return;
        }
        jdbc.sql("""
                        UPDATE intake_record i SET marker = n.marker, marker_at = n.marker_at::timestamptz, expand = ?
                          FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS n (key, version, marker, marker_at)
                         WHERE i.tenant_id = ? AND i.source_id = ? AND i.key = n.key AND i.version = n.version
                        """)
                .params(
                        settings.expand(),
                        texts(files, file -> file.file().key()),
                        texts(files, SecuredFile::version),
                        texts(
                                files,
                                file -> file.file().marker() == null
                                        ? null
                                        : file.file().marker().key()),
                        texts(
                                files,
                                file -> file.file().marker() == null
                                        ? null
                                        : file.file().marker().modifiedAt().toString()),
                        settings.tenantId(),
                        settings.sourceId())
                .update();
    }

    /** Writes down what a manifest says about documents that have their records. */
    void describe(FolderSettings settings, ManifestWatch manifest, List<SecuredFile> files) {
        List<Manifest.Entry> entries = manifest.manifest.entries();
        jdbc.sql("""
                        UPDATE intake_record i SET external_ref = n.external_ref, metadata = n.metadata::jsonb
                          FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS n (key, version, external_ref, metadata)
                         WHERE i.tenant_id = ? AND i.source_id = ? AND i.key = n.key AND i.version = n.version
                        """)
                .params(
                        texts(files, file -> file.file().key()),
                        texts(files, SecuredFile::version),
                        entries.stream().map(Manifest.Entry::id).toArray(String[]::new),
                        entries.stream()
                                .map(entry -> entry.metadata() == null
                                        ? null
                                        : withoutZeros(entry.metadata().toString()))
                                .toArray(String[]::new),
                        settings.tenantId(),
                        settings.sourceId())
                .update();
    }

    /** PostgreSQL's JSON has no character that is zero. */
    private static String withoutZeros(String json) {
        return json.replace("\\u0000", "\\ufffd");
    }

    private static String[] texts(List<SecuredFile> files, Function<SecuredFile, @Nullable String> column) {
        return files.stream().map(column).toArray(String[]::new);
    }
}
