package dev.sluice.batch;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL arrays, so that one statement serves any number of rows with one plan. */
final class SqlArrays {
    private SqlArrays() {}

    static Array uuids(Connection connection, Collection<UUID> values) throws SQLException {
        return connection.createArrayOf("uuid", values.toArray());
    }

    /** One array of a column over rows; elements may be null. */
    static <R> Array of(Connection connection, String type, List<R> rows, Function<R, @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
