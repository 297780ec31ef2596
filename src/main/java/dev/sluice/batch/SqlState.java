package dev.sluice.batch;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database error means for whoever got it (PostgreSQL manual, appendix A: SQLSTATE codes). */
final class SqlState {
    /** Deadlock, serialization failure, a lock that did not come in time. */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03");
    /**
     * Connection, resources (a full disk), operator intervention, system, transaction state; rights, names and plans that
     * somebody is changing, which are no fault of what is written: it may pass.
     */
    private static final Set<String> PASSING = Set.of("08", "0A", "25", "28", "3D", "40", "42", "53", "55", "57", "58");

    private SqlState() {}

    /** The same transaction, run again at once, may succeed. */
    static boolean isContention(Throwable error) {
        String state = of(error);
        return state != null && CONTENTION.contains(state);
    }

    /** The database refuses what is written, and will again: not the connection, a lock or its disk is at fault. */
    static boolean isRefusal(Throwable error) {
        String state = of(error);
        return state != null && state.length() == 5 && !PASSING.contains(state.substring(0, 2));
    }

    private static @Nullable String of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
