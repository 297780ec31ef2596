package dev.sluice.intake.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.scheduling.support.CronExpression;

/**
 * At which times a source is looked at.
 *
 * @param text as it was given
 * @param cron the same with six fields (second, minute, hour, day, month, weekday), each {@code *} or a list of single
 *     values, weekdays by name, and one of the two days {@code ?}: every reader of cron takes it to be the same
 * @param zone whose clock is meant
 */
public record Schedule(String text, String cron, ZoneId zone) {
    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *");

    /**
     * Reads it.
     *
     * @param text five fields as in crontab(5), or six with the seconds first, or {@code @daily} and the like; {@code L}
     *     is the last day of the month
     * @param zone a name of the IANA time zone database, such as {@code Europe/Berlin}
     * @throws IllegalArgumentException with what is wrong, to be put behind {@code schedule is "…": }
     */
    static Schedule parse(String text, ZoneId zone) {
        String[] fields = NICKNAMES.getOrDefault(text, text).strip().split("\\s+");
        if (fields.length != 5 && fields.length != 6) {
            throw new IllegalArgumentException(
                    "it has %d fields; it takes five, minute hour day month weekday, such as \"0 6 * * 1-5\", or six with the second first"
                            .formatted(fields.length));
        }
        int at = fields.length - 5;
        String day = fields[at + 2].equals("L") ? "L" : CronField.DAY.canonical(fields[at + 2]);
        String weekday = CronField.WEEKDAY.canonical(fields[at + 4]);
        if (!day.equals("*") && !weekday.equals("*")) {
            throw new IllegalArgumentException(
                    "it names both days of the month and days of the week; one of them must be *");
        }
        String cron = String.join(
                " ",
                at == 0 ? "0" : CronField.SECOND.canonical(fields[0]),
                CronField.MINUTE.canonical(fields[at]),
                CronField.HOUR.canonical(fields[at + 1]),
                weekday.equals("*") ? day : "?",
                CronField.MONTH.canonical(fields[at + 3]),
                weekday.equals("*") ? "?" : weekday);
        Schedule schedule = new Schedule(text, cron, zone);
        if (schedule.next(Instant.EPOCH, 1).isEmpty()) {
            throw new IllegalArgumentException("there is no such day");
        }
        return schedule;
    }

    /**
     * The zone of that name.
     *
     * @throws IllegalArgumentException with a sentence
     */
    static ZoneId zone(String name) {
        try {
            // A mere offset would be taken, too, but by Quartz for UTC.
            if (name.equals("UTC") || ZoneId.getAvailableZoneIds().contains(name)) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "timeZone is \"%s\"; it is UTC or a name such as Europe/Berlin.".formatted(name));
    }

    /** The next times it comes, at most so many; fewer if it never comes. */
    List<Instant> next(Instant after, int count) {
        CronExpression expression = CronExpression.parse(cron);
        List<Instant> times = new ArrayList<>();
        ZonedDateTime time = after.atZone(zone);
        while (times.size() < count) {
            time = expression.next(time);
            if (time == null) {
                break;
            }
            times.add(time.toInstant());
        }
        return times;
    }
}
