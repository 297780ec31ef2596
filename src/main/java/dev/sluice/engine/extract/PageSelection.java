package dev.sluice.engine.extract;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which pages of a document to read: all of them, or ranges such as {@code 1-2,5}, counted from 1. */
public final class PageSelection {
    /** Every page. */
    public static final PageSelection ALL = new PageSelection("", List.of());

    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,7})\\s*(?:-\\s*(\\d{1,7})\\s*)?");
    private static final int MOST_RANGES = 1_000;

    private final String text;
    private final List<int[]> ranges;

    private PageSelection(String text, List<int[]> ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    /**
     * Reads {@code 1-2,5}.
     *
     * @throws SluiceException {@code INVALID_OPTIONS} when it is something else
     */
    public static PageSelection parse(String text) {
        List<int[]> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches() || ranges.size() >= MOST_RANGES) {
                throw wrong(text);
            }
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from < 1 || to < from) {
                throw wrong(text);
            }
            ranges.add(new int[] {from, to});
        }
        return new PageSelection(text, ranges);
    }

    private static SluiceException wrong(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new SluiceException(
                ErrorCode.INVALID_OPTIONS,
                "The option pages is '%s', but must list pages and ranges from 1 on, such as \"1-2,5\"."
                        .formatted(shown));
    }

    /** Whether every page is read. */
    public boolean all() {
        return ranges.isEmpty();
    }

    /** Whether this page, counted from 1, is read. */
    public boolean includes(int page) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> page >= range[0] && page <= range[1]);
    }

    /**
     * Checks that the document has all these pages.
     *
     * @throws SluiceException {@code PAGE_OUT_OF_RANGE} naming how many pages there are
     */
    public void check(int pageCount) {
        for (int[] range : ranges) {
            if (range[1] > pageCount) {
                throw new SluiceException(
                        ErrorCode.PAGE_OUT_OF_RANGE,
                        String.format(
                                Locale.ROOT,
                                "The option pages asks for page %,d, but the document has %,d %s.",
                                Math.max(range[0], pageCount + 1),
                                pageCount,
                                pageCount == 1 ? "page" : "pages"));
            }
        }
    }

    /**
     * The pages of a document, in order.
     *
     * @throws SluiceException as {@link #check}
     */
    public List<Integer> of(int pageCount) {
        check(pageCount);
        return IntStream.rangeClosed(1, pageCount)
                .filter(this::includes)
                .boxed()
                .toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
