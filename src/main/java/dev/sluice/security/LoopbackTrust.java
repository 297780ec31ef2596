package dev.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from a person or program on this very machine, while nobody else can reach the hub. A browser
 * that was lured here by a name, and whoever comes through a proxy, does not count.
 */
final class LoopbackTrust {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean boundToLoopback;

    /** {@code serverAddress} is {@code server.address}; null means every address. */
    LoopbackTrust(@Nullable InetAddress serverAddress) {
        this.boundToLoopback = serverAddress != null && serverAddress.isLoopbackAddress();
    }

    boolean trusts(HttpServletRequest request) {
        return boundToLoopback
                && isLoopback(request.getRemoteAddr())
                && LOCAL_NAMES.contains(String.valueOf(request.getServerName()).toLowerCase(Locale.ROOT))
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null
                && request.getHeader("Via") == null
                && request.getHeader("Origin") == null;
    }

    private static boolean isLoopback(String literal) {
        try {
            return InetAddress.getByName(literal).isLoopbackAddress(); // a literal: nothing is looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
