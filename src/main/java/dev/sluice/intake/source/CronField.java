package dev.sluice.intake.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * One field of a cron expression: which values it stands for.
 *
 * @param name for sentences
 * @param least of its values
 * @param most of its values
 * @param names of the values from {@code least} on; empty if they have none
 */
record CronField(String name, int least, int most, List<String> names) {
    static final CronField SECOND = new CronField("second", 0, 59, List.of());
    static final CronField MINUTE = new CronField("minute", 0, 59, List.of());
    static final CronField HOUR = new CronField("hour", 0, 23, List.of());
    static final CronField DAY = new CronField("day of the month", 1, 31, List.of());
    static final CronField MONTH = new CronField(
            "month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
    /** As everywhere but in Quartz, 0 and 7 are Sunday. */
    static final CronField WEEKDAY =
            new CronField("day of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"));

    /**
     * What the text stands for, written so that nobody reads it differently: {@code *}, or single values in order.
     *
     * @throws IllegalArgumentException with a sentence
     */
    String canonical(String text) {
        TreeSet<Integer> values = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            values.addAll(range(part));
        }
        if (this.equals(WEEKDAY) && values.remove(7)) {
            values.add(0);
        }
        boolean all = values.size() == (this.equals(WEEKDAY) ? 7 : most - least + 1);
        IntFunction<String> written = value -> names.isEmpty() ? Integer.toString(value) : names.get(value - least);
        return all ? "*" : values.stream().map(written::apply).collect(Collectors.joining(","));
    }

    private List<Integer> range(String part) {
        String[] halves = part.split("/", -1);
        String[] ends = halves[0].split("-", -1);
        boolean any = halves[0].equals("*") || halves[0].equals("?");
        if (halves.length > 2 || ends.length > 2) {
            throw wrong(part);
        }
        int step = halves.length == 2 ? number(halves[1], part) : 1;
        int from = any ? least : value(ends[0], part);
        boolean open = any || (halves.length == 2 && ends.length == 1);
        int to = open ? (this.equals(WEEKDAY) ? 6 : most) : value(ends[ends.length - 1], part);
        if (to < from && this.equals(WEEKDAY) && to == 0) {
            to = 7;
        }
        if (step < 1 || to < from) {
            throw wrong(part);
        }
        List<Integer> values = new ArrayList<>();
        for (int value = from; value <= to; value += step) {
            values.add(value);
        }
        return values;
    }

    private int value(String text, String part) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        int value = named >= 0 ? named + least : number(text, part);
        if (value < least || value > most) {
            throw wrong(part);
        }
        return value;
    }

    private int number(String text, String part) {
        if (!text.matches("\\d{1,3}")) {
            throw wrong(part);
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException wrong(String part) {
        return new IllegalArgumentException(
                "\"%s\" is no %s: that is *, or numbers from %d to %d%s, as in 1,5 or 1-5 or */2"
                        .formatted(
                                part,
                                name,
                                least,
                                most,
                                names.isEmpty() ? "" : " or " + names.get(0) + ", " + names.get(1) + " …"));
    }
}
