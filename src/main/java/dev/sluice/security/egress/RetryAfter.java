package dev.sluice.security.egress;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After} of RFC 9110, section 10.2.3: seconds, or a date. */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    private RetryAfter() {}

    /**
     * How long to wait.
     *
     * @param most longer waits are cut to this
     * @return empty if the value is neither a number of seconds nor a date
     */
    public static Optional<Duration> parse(String value, Instant now, Duration most) {
        String text = value.strip();
        Duration wait;
        if (SECONDS.matcher(text).matches()) {
            wait = Duration.ofSeconds(Long.parseLong(text));
        } else {
            try {
                Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
                wait = Duration.between(now, date);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        if (wait.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(wait.compareTo(most) > 0 ? most : wait);
    }
}
