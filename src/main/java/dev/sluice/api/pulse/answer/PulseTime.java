package dev.sluice.api.pulse.answer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as this dialect writes them: in UTC with milliseconds, {@code 2026-01-31T12:00:00.000Z}. */
public final class PulseTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private PulseTime() {}

    /** The text of it. */
    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
