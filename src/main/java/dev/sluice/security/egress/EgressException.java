package dev.sluice.security.egress;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that came to no complete answer. The message is one sentence for whoever configured the target; who merely
 * gave a URL is not told more than that it failed, lest he learns what listens in this network.
 */
public class EgressException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The name has no address. */
        UNKNOWN_HOST,
        /** Nobody answers at the address, or not in time. */
        NO_CONNECTION,
        /** No complete answer in time. */
        TIMEOUT,
        /** TLS could not be agreed on, or the certificate is not trusted. */
        TLS,
        /** The body is larger than allowed. */
        TOO_LARGE,
        /** The connection broke, or what came was no HTTP. */
        BROKEN
    }

    private final Kind kind;

    EgressException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
