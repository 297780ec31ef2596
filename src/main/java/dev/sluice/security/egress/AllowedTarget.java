package dev.sluice.security.egress;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code sluice.egress.allow}.
 *
 * @param written as it stands in the configuration
 * @param port null: every port
 */
record AllowedTarget(String written, Cidr block, @Nullable Integer port) {
    /**
     * Reads {@code 10.0.0.0/8}, {@code 10.1.2.3:8080}, {@code 10.0.0.0/8:443}, {@code fd00::/8}, {@code [fd00::1]:443} or
     * {@code [fd00::/8]:443}.
     *
     * @throws IllegalArgumentException with a sentence that names the key and the entry
     */
    static AllowedTarget of(String text) {
        String written = text.strip();
        String block = written;
        String port = null;
        int last = written.lastIndexOf(':');
        if (written.startsWith("[")) {
            int close = written.indexOf(']');
            String rest = close < 0 ? "" : written.substring(close + 1);
            if (close < 0 || !(rest.isEmpty() || rest.startsWith(":"))) {
                throw wrong(written, "after '[' comes an address or block, then ']', then ':' and a port if any");
            }
            block = written.substring(1, close);
            port = rest.isEmpty() ? null : rest.substring(1);
        } else if (last > written.indexOf('/') && (written.indexOf('/') >= 0 || written.indexOf(':') == last)) {
            block = written.substring(0, last);
            port = written.substring(last + 1);
        }
        try {
            return new AllowedTarget(written, Cidr.of(block), port == null ? null : Ports.port(port));
        } catch (IllegalArgumentException e) {
            throw wrong(written, String.valueOf(e.getMessage()));
        }
    }

    boolean includes(InetAddress address, int otherPort) {
        return (port == null || port == otherPort) && block.contains(address);
    }

    private static IllegalArgumentException wrong(String written, String why) {
        return new IllegalArgumentException(
                "sluice.egress.allow has '%s': %s; right is 10.0.0.0/8 or 10.1.2.3/32:8080.".formatted(written, why));
    }
}
