package dev.sluice.chaos;

import java.util.List;
import java.util.Map;

/**
 * What the checker found, in the words of Jepsen's queue checker.
 *
 * @param dropped documents put into the inbox
 * @param lost documents that are neither in done nor in failed, or whose result is not there
 * @param unexpected files, rows and temporary files that should not be there
 * @param unswept stored files that lost attempts left behind, and that a sweep has not removed yet
 * @param duplicatedOutcomes documents that ended more than once
 * @param untrue receipts, counters, states and events that do not say what is
 * @param duplicatedExecutions attempts beyond the first, which a crash makes necessary
 * @param recovered documents whose work was lost in a crash and that ended nevertheless
 * @param codes how many documents ended with which word or error code
 */
public record Verdict(
        int dropped,
        List<String> lost,
        List<String> unexpected,
        List<String> unswept,
        List<String> duplicatedOutcomes,
        List<String> untrue,
        long duplicatedExecutions,
        long recovered,
        Map<String, Long> codes) {

    /** Whether no promise was broken; what is unswept breaks none. */
    public boolean isClean() {
        return lost.isEmpty() && unexpected.isEmpty() && duplicatedOutcomes.isEmpty() && untrue.isEmpty();
    }

    /** One line of numbers, then the first violations of each kind. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "dropped %d: lost %d, unexpected %d, unswept %d, duplicated outcomes %d, untrue %d; duplicated executions %d, recovered %d; %s"
                        .formatted(
                                dropped,
                                lost.size(),
                                unexpected.size(),
                                unswept.size(),
                                duplicatedOutcomes.size(),
                                untrue.size(),
                                duplicatedExecutions,
                                recovered,
                                codes));
        append(text, "lost", lost);
        append(text, "unexpected", unexpected);
        append(text, "unswept", unswept);
        append(text, "duplicated", duplicatedOutcomes);
        append(text, "untrue", untrue);
        return text.toString();
    }

    private static void append(StringBuilder text, String kind, List<String> found) {
        found.stream()
                .limit(20)
                .forEach(one -> text.append("\n  ").append(kind).append(": ").append(one));
    }
}
