package dev.sluice.engine.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pages by their numbers, from 1. */
record PageRange(List<int[]> parts) {
    static final PageRange ALL = new PageRange(List.of());

    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6})\\s*)?");

    /** Such as {@code 1-2,5}; null if it is nothing like it. */
    static @Nullable PageRange parse(String text) {
        List<int[]> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return null;
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (from < 1 || to < from) {
                return null;
            }
            parts.add(new int[] {from, to});
        }
        return new PageRange(List.copyOf(parts));
    }

    /** Whether the page is one of them; what stands on no page counts as the first. */
    boolean contains(int page) {
        int number = Math.max(1, page);
        return parts.isEmpty() || parts.stream().anyMatch(part -> number >= part[0] && number <= part[1]);
    }
}
