package dev.sluice.security.egress;

import java.util.ArrayList;
import java.util.List;

/** A set of ports, written as numbers and ranges: {@code 80, 443, 1024-65535}. */
final class Ports {
    private record Range(int from, int to) {}

    private final List<Range> ranges;

    private Ports(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads the set.
     *
     * @throws IllegalArgumentException with a sentence that names the key
     */
    static Ports of(List<String> written) {
        List<Range> ranges = new ArrayList<>();
        try {
            for (String text : written) {
                int hyphen = text.indexOf('-');
                int from = port((hyphen < 0 ? text : text.substring(0, hyphen)).strip());
                int to = hyphen < 0 ? from : port(text.substring(hyphen + 1).strip());
                ranges.add(new Range(from, to));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "sluice.egress.ports: " + e.getMessage() + "; right is 80, 443, 1024-65535.", e);
        }
        return new Ports(List.copyOf(ranges));
    }

    /**
     * One port.
     *
     * @throws IllegalArgumentException if it is none from 1 to 65535
     */
    static int port(String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is no port from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    boolean contains(int port) {
        return ranges.stream().anyMatch(range -> range.from() <= port && port <= range.to());
    }
}
