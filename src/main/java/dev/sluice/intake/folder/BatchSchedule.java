package dev.sluice.intake.folder;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.scheduling.support.CronExpression;

/**
 * The times at which the batches of a source are closed.
 *
 * @param times see {@link CronExpression}
 * @param zone the clock on whose wall they are read
 */
record BatchSchedule(CronExpression times, ZoneId zone) {
    /**
     * Reads one.
     *
     * @param cron five fields (minute, hour, day, month, day of the week), six with seconds before them, or a name such
     *     as {@code @daily}
     * @throws IllegalArgumentException if it is none, or names a time that never comes
     */
    static BatchSchedule of(String cron, ZoneId zone) {
        String fields = cron.strip();
        CronExpression times = CronExpression.parse(fields.split("\\s+").length == 5 ? "0 " + fields : fields);
        if (times.next(ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, zone)) == null) {
            throw new IllegalArgumentException("that time never comes");
        }
        return new BatchSchedule(times, zone);
    }

    /** The first time after that one. */
    Instant next(Instant after) {
        ZonedDateTime next = times.next(after.atZone(zone));
        if (next == null) {
            throw new DateTimeException("no time of " + times + " comes after " + after);
        }
        return next.toInstant();
    }
}
