package dev.sluice.engine.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date in a text, perhaps one of which nobody knows yet whether the day or the month comes first.
 *
 * @param start where it begins
 * @param end behind it
 * @param year four digits
 * @param first the day, or the first of two numbers if {@code open}
 * @param second the month, or the second of two numbers if {@code open}
 * @param open whether day and month could be the other way round
 */
record DateMention(int start, int end, int year, int first, int second, boolean open) {
    /** The date, read as the document writes dates; null if there is no such day. */
    @Nullable
    LocalDate date(boolean monthFirst) {
        LocalDate read = open && monthFirst ? of(first, second) : of(second, first);
        return read == null && open ? of(monthFirst ? second : first, monthFirst ? first : second) : read;
    }

    private @Nullable LocalDate of(int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
