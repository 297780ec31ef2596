package dev.sluice.intake.record;

import dev.sluice.batch.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a source are asked for; null: any.
 *
 * @param code that of the failure of the last job
 * @param name what the file name begins with, upper and lower case the same
 */
public record RecordFilter(
        @Nullable RecordState state,
        @Nullable ErrorCode code,
        @Nullable String name) {
    /** All. */
    public static final RecordFilter ALL = new RecordFilter(null, null, null);

    boolean takes(SourceRecord record) {
        return (state == null || record.state() == state)
                && (code == null
                        || (record.job().failure() != null
                                && record.job().failure().code() == code));
    }
}
