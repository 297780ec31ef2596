package dev.sluice.security.egress;

import dev.sluice.security.egress.EgressException.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Puts what went wrong into a kind and a sentence. */
final class Problems {
    private Problems() {}

    static EgressException of(Exception error, boolean expired, EgressLimits limits) {
        if (error instanceof EgressException known) {
            return known;
        }
        if (expired) {
            return new EgressException(Kind.TIMEOUT, incomplete(limits.total()), error);
        }
        if (error instanceof ConnectTimeoutException) {
            return new EgressException(
                    Kind.NO_CONNECTION,
                    "No connection within %s ms.".formatted(limits.connect().toMillis()),
                    error);
        }
        if (error instanceof SocketTimeoutException) {
            return new EgressException(Kind.TIMEOUT, incomplete(limits.read()), error);
        }
        if (error instanceof UnknownHostException) {
            return new EgressException(Kind.UNKNOWN_HOST, "The host's name could not be resolved.", error);
        }
        if (error instanceof ConnectException || error instanceof NoRouteToHostException) {
            return new EgressException(Kind.NO_CONNECTION, "No connection: " + detail(error) + ".", error);
        }
        if (error instanceof SSLException) {
            return new EgressException(Kind.TLS, "TLS failed: " + detail(error) + ".", error);
        }
        return new EgressException(Kind.BROKEN, "The attempt broke off: " + detail(error) + ".", error);
    }

    static EgressException tooLarge(long most) {
        return new EgressException(Kind.TOO_LARGE, "The answer has more than %,d bytes.".formatted(most), null);
    }

    private static String incomplete(Duration time) {
        return "No complete answer within %s ms.".formatted(time.toMillis());
    }

    private static String detail(Exception error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
