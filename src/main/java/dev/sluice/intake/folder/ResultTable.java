package dev.sluice.intake.folder;

import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which document a result file belongs to: written down before the file. */
final class ResultTable {
    private final JdbcClient jdbc;

    ResultTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes a path the document's, if it is nobody's or has been its own already. The path of another document, which is
     * done with and whose file somebody has taken away, is free again.
     *
     * @return whether it is the document's
     */
    boolean claim(String tenantId, UUID intakeId, Path path, BooleanSupplier isFree) {
        int added = jdbc.sql(
                        "INSERT INTO result_file (path, tenant_id, intake_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(path.toString(), tenantId, intakeId)
                .update();
        if (added > 0) {
            if (isFree.getAsBoolean()) {
                return true;
            }
            jdbc.sql("DELETE FROM result_file WHERE path = ? AND intake_id = ?")
                    .params(path.toString(), intakeId)
                    .update();
            return false;
        }
        return isOwn(intakeId, path) || (isFree.getAsBoolean() && takeOver(tenantId, intakeId, path));
    }

    private boolean isOwn(UUID intakeId, Path path) {
        return jdbc.sql("SELECT count(*) FROM result_file WHERE path = ? AND intake_id = ?")
                        .params(path.toString(), intakeId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private boolean takeOver(String tenantId, UUID intakeId, Path path) {
        return jdbc.sql("""
                                UPDATE result_file r SET intake_id = ?, tenant_id = ?
                                 WHERE r.path = ?
                                   AND NOT EXISTS (SELECT 1 FROM intake_record i WHERE i.id = r.intake_id AND i.settled_at IS NULL)
                                """).params(intakeId, tenantId, path.toString()).update() > 0;
    }
}
