package dev.sluice.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that stand for a key on one part of the API for an hour, for reading only: what a link may carry where a key
 * must not. Signed with the stored hash of the key that asked for it, so that every node can check one, nothing has to
 * be kept, and it ends with its key.
 */
public final class TemporaryLinks {
    /** How long a text opens anything. */
    public static final Duration LIFE = Duration.ofHours(1);

    /** What may be read with it, in full: nothing that is resolved later may lead elsewhere. */
    private static final Pattern PATHS =
            Pattern.compile("/api/webhook-endpoints(/[0-9a-fA-F-]{36}(/deliveries(/[0-9a-fA-F-]{36})?)?)?");

    private static final String BEGINNING = "slt_";
    private static final Pattern TEXT = Pattern.compile("slt_([0-9A-Za-z]{1,40})\\.(\\d{1,12})\\.([0-9A-Za-z_-]{43})");

    private final KeyRing keys;
    private final InstantSource clock;

    TemporaryLinks(KeyRing keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A text that stands for the client's key from now on. */
    public String issue(ApiClient client) {
        long until = clock.instant().plus(LIFE).getEpochSecond();
        ApiKey key = keys.byId(client.keyId())
                .orElseThrow(() -> new IllegalStateException("the key of this request is no longer known"));
        return BEGINNING + key.id() + "." + until + "." + signature(key, until);
    }

    /** Whether it looks like one. */
    static boolean isOne(String text) {
        return text.startsWith(BEGINNING);
    }

    /** Who it stands for, on this path. */
    Optional<ApiClient> find(String text, String path, boolean reading) {
        Matcher parts = TEXT.matcher(text);
        if (!reading || !parts.matches() || !PATHS.matcher(path).matches()) {
            return Optional.empty();
        }
        long until = Long.parseLong(parts.group(2));
        return keys.byId(parts.group(1))
                .filter(key -> clock.instant().isBefore(Instant.ofEpochSecond(until)))
                .filter(key -> MessageDigest.isEqual(
                        signature(key, until).getBytes(StandardCharsets.US_ASCII),
                        parts.group(3).getBytes(StandardCharsets.US_ASCII)))
                .map(key -> new ApiClient(key.tenantId(), key.id(), key.name(), Set.of(Scope.READ)));
    }

    private static String signature(ApiKey key, long until) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.hash().bytes(), "HmacSHA256"));
            String signed = "temporary link " + key.tenantId() + " " + key.id() + " " + until;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
