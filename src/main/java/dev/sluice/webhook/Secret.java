package dev.sluice.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One symmetric signing secret in the form of Standard Webhooks: {@code whsec_} and 24 to 64 bytes in base64. */
final class Secret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST = 24;
    private static final int MOST = 64;

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException whose message says what is wrong with it, without showing it
     */
    static Secret of(String written) {
        if (!written.startsWith(PREFIX)) {
            throw new IllegalArgumentException("does not begin with whsec_");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(written.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // The decoder's own message would show a part of the secret.
            throw new IllegalArgumentException("is not base64 after whsec_");
        }
        if (bytes.length < LEAST || bytes.length > MOST) {
            throw new IllegalArgumentException(
                    "holds %d bytes where %d to %d are needed".formatted(bytes.length, LEAST, MOST));
        }
        return new Secret(bytes);
    }

    /** The signature {@code v1,<base64>} over {@code id.timestamp.body}. */
    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "whsec_...";
    }
}
