package dev.sluice.intake.source;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a source would do if it were looked at now.
 *
 * @param take how many documents it would take
 * @param skip how many it would not, by reason; reasons that apply to none are left out
 * @param entries the first of them, as many as were asked for
 * @param complete false: there was more than could be looked at in the time there is, and the numbers are lower bounds
 */
public record Preview(int take, Map<SkipReason, Integer> skip, List<PreviewEntry> entries, boolean complete) {

    /** In one line: {@code would take 37, skip 12: already seen 9, too young 2, excluded 1}. */
    public String sentence() {
        int skipped = skip.values().stream().mapToInt(Integer::intValue).sum();
        StringJoiner reasons = new StringJoiner(", ", ": ", "").setEmptyValue("");
        skip.forEach((reason, count) -> reasons.add(reason.words() + " " + count));
        return "would take %d, skip %d%s%s"
                .formatted(take, skipped, reasons, complete ? "" : "; there is more than was looked at");
    }
}
