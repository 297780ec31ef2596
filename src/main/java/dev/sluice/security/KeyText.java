package dev.sluice.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a key: {@code sl_<id>_<secret><checksum>}, in base 62. The id (12) finds it, the secret (43) has 256 random
 * bits, the checksum (6, a CRC-32 of all before it) lets a scanner for leaked secrets tell a key from a look-alike
 * without asking anybody. A text of another form is the operator's own and goes by the id {@link #CONFIGURED}.
 */
final class KeyText {
    /** The id of the one key whose text the operator has made up. */
    static final String CONFIGURED = "configured";

    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM = Pattern.compile("(sl_([0-9A-Za-z]{%d})_[0-9A-Za-z]{%d})([0-9A-Za-z]{%d})"
            .formatted(ID_LENGTH, SECRET_LENGTH, CHECKSUM_LENGTH));

    private final String text;
    private final String id;

    private KeyText(String text, String id) {
        this.text = text;
        this.id = id;
    }

    /** A new one; {@code random} must be one that nobody can predict. */
    static KeyText generate(Random random) {
        byte[] id = new byte[SECRET_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String body = "sl_" + Base62.encode(id, ID_LENGTH) + "_" + Base62.encode(secret, SECRET_LENGTH);
        return of(body + checksum(body));
    }

    /** Of what somebody has shown or configured, whatever it is. */
    static KeyText of(String text) {
        Matcher matcher = FORM.matcher(text);
        boolean ours = matcher.matches() && matcher.group(3).equals(checksum(matcher.group(1)));
        return new KeyText(text, ours ? matcher.group(2) : CONFIGURED);
    }

    /** By which its row is found. */
    String id() {
        return id;
    }

    /** Whether it has the form and checksum of a key that was made here. */
    boolean generated() {
        return !id.equals(CONFIGURED);
    }

    /** SHA-256 of the text: a slow hash would add nothing to 256 random bits, but let anybody keep the hub busy. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The secret itself: to be shown once. */
    String secret() {
        return text;
    }

    /** Without the secret, should it ever reach a log. */
    @Override
    public String toString() {
        return "key " + id;
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return Base62.encode(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array(), CHECKSUM_LENGTH);
    }
}
