package dev.sluice.intake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.CronExpression;

class ScheduleTest {
    private static final ZoneId UTC = Schedule.zone("UTC");
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z"); // a Thursday

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * * 1-5     | 0 0 6 ? * MON,TUE,WED,THU,FRI",
                "0 6 * * *       | 0 0 6 * * ?",
                "*/15 * * * *    | 0 0,15,30,45 * * * ?",
                "* * * * *       | 0 * * * * ?",
                "10 0 6 1,15 * * | 10 0 6 1,15 * ?",
                "0 0 L * *       | 0 0 0 L * ?",
                "0 0 * jan-mar sun | 0 0 0 ? JAN,FEB,MAR SUN",
                "0 0 * * 0       | 0 0 0 ? * SUN",
                "0 0 * * 7       | 0 0 0 ? * SUN",
                "0 0 * * 5-7     | 0 0 0 ? * SUN,FRI,SAT",
                "0 0 * * 0-6     | 0 0 0 * * ?",
                "0 8/4 * * ?     | 0 0 8,12,16,20 * * ?",
                "@daily          | 0 0 0 * * ?",
                "@weekly         | 0 0 0 ? * SUN"
            })
    void it_is_read_as_crontab_reads_it(String text, String cron) {
        assertThat(Schedule.parse(text, UTC).cron()).isEqualTo(cron);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 6 * *      | it has 4 fields; it takes five",
                "daily        | it has 1 fields",
                "60 6 * * *   | \"60\" is no minute: that is *, or numbers from 0 to 59",
                "0 24 * * *   | \"24\" is no hour",
                "0 6 0 * *    | \"0\" is no day of the month",
                "0 6 * 13 *   | \"13\" is no month: that is *, or numbers from 1 to 12 or JAN, FEB",
                "0 6 * * MO   | \"MO\" is no day of the week",
                "5-1 6 * * *  | \"5-1\" is no minute",
                "*/0 6 * * *  | \"*/0\" is no minute",
                "1-2-3 6 * * *| \"1-2-3\" is no minute",
                "1,,2 6 * * * | \"\" is no minute",
                "0 6 1 * 1    | it names both days of the month and days of the week; one of them must be *",
                "0 6 30 2 *   | there is no such day"
            })
    void what_is_wrong_is_said(String text, String mistake) {
        assertThatThrownBy(() -> Schedule.parse(text, UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(mistake);
    }

    @Test
    void its_times_are_those_of_its_zone_summer_and_winter() {
        Schedule six = Schedule.parse("0 6 * * *", Schedule.zone("Europe/Berlin"));

        assertThat(six.next(Instant.parse("2026-03-27T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-03-28T05:00:00Z"),
                        Instant.parse("2026-03-29T04:00:00Z"),
                        Instant.parse("2026-03-30T04:00:00Z"));
    }

    @Test
    void a_zone_is_utc_or_a_name() {
        assertThatThrownBy(() -> Schedule.zone("Europe/Atlantis"))
                .hasMessage("timeZone is \"Europe/Atlantis\"; it is UTC or a name such as Europe/Berlin.");
        assertThatThrownBy(() -> Schedule.zone("+02:00")).hasMessageContaining("it is UTC or a name");
    }

    static List<String> schedules() {
        Random random = new Random(1);
        return IntStream.range(0, 60)
                .mapToObj(n -> String.join(
                        " ",
                        field(random, 60, 0),
                        field(random, 24, 0),
                        n % 2 == 0 ? field(random, 28, 1) : "*",
                        field(random, 12, 1),
                        n % 2 == 0 ? "*" : field(random, 7, 0)))
                .toList();
    }

    private static String field(Random random, int count, int least) {
        int low = least + random.nextInt(count);
        int high = Math.min(least + count - 1, low + random.nextInt(5));
        return switch (random.nextInt(5)) {
            case 0 -> "*";
            case 1 -> "*/" + (1 + random.nextInt(count / 2));
            case 2 -> low + "-" + high;
            case 3 -> low + "-" + high + "/2";
            default -> low + "," + high;
        };
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void the_times_that_are_shown_are_those_at_which_the_scheduler_fires(String text) throws ParseException {
        Schedule schedule = Schedule.parse(text, UTC);
        CronExpression quartz = new CronExpression(schedule.cron());
        quartz.setTimeZone(TimeZone.getTimeZone("UTC"));

        Date time = Date.from(NEW_YEAR);
        for (Instant next : schedule.next(NEW_YEAR, 20)) {
            time = quartz.getNextValidTimeAfter(time);
            assertThat(next).isEqualTo(time.toInstant());
        }
    }
}
