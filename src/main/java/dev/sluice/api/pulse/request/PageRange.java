package dev.sluice.api.pulse.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.pulse.error.PulseError;
import org.jspecify.annotations.Nullable;

/** A page range as clients write it: {@code 1-2,5}; from 1, each range in ascending order. */
public final class PageRange {
    private static final int LONGEST = 2_000;
    private static final int MOST_DIGITS = 6;

    private PageRange() {}

    /** The range without blanks; null for all pages. */
    public static @Nullable String of(String name, JsonNode value) {
        if (value.isNull() || value.isTextual() && value.textValue().isBlank()) {
            return null;
        }
        String text =
                value.isIntegralNumber() || value.isTextual() ? value.asText().replace(" ", "") : "?";
        if (text.length() > LONGEST) {
            throw PulseError.REQ_006.because("%s is longer than %,d characters.".formatted(name, LONGEST));
        }
        for (String segment : text.split(",", -1)) {
            int dash = segment.indexOf('-');
            int from = page(dash < 0 ? segment : segment.substring(0, dash));
            int to = dash < 0 ? from : page(segment.substring(dash + 1));
            if (from < 1 || to < from) {
                throw PulseError.REQ_006.because(
                        "%s must list pages from 1 and ranges in ascending order, such as 1-3,7; '%s' is neither."
                                .formatted(name, segment.length() > 40 ? segment.substring(0, 40) : segment));
            }
        }
        return text;
    }

    private static int page(String digits) {
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : -1;
    }
}
