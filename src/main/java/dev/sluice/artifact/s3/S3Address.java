package dev.sluice.artifact.s3;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where an object lies, or where the keys of many begin.
 *
 * @param bucket its name as the S3 documentation allows it: 3 to 63 of {@code a-z 0-9 . -}, and no IP address
 * @param key as it is: never decoded, never resolved like a path; empty for the bucket itself
 */
public record S3Address(String bucket, String key) {
    /** Longest key in bytes of UTF-8, by the S3 documentation. */
    public static final int LONGEST_KEY = 1024;

    private static final String SCHEME = "s3://";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+");

    /** @throws IllegalArgumentException with a sentence that says what is wrong */
    public S3Address {
        if (!BUCKET.matcher(bucket).matches()
                || bucket.contains("..")
                || bucket.contains(".-")
                || bucket.contains("-.")
                || IP_ADDRESS.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no bucket: the name has 3 to 63 small letters, digits, dots and hyphens"
                            .formatted(printable(bucket)));
        }
        if (!isText(key)) {
            throw new IllegalArgumentException(
                    "the key after s3://%s/ holds a character that is none".formatted(bucket));
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "the key after s3://%s/ is longer than %,d bytes".formatted(bucket, LONGEST_KEY));
        }
    }

    /**
     * Reads {@code s3://bucket/key}. The key is everything behind the bucket, whatever it holds.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static S3Address parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "\"%s\" does not begin with s3://, as in s3://bucket/folder/".formatted(printable(text)));
        }
        int slash = text.indexOf('/', SCHEME.length());
        return slash < 0
                ? new S3Address(text.substring(SCHEME.length()), "")
                : new S3Address(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    /**
     * The same as the beginning of keys, up to the border of a segment: {@code ten1} and {@code ten1/} are one, and never
     * the beginning of {@code ten10/a.pdf}.
     */
    public S3Address asPrefix() {
        return key.isEmpty() || key.endsWith("/") ? this : new S3Address(bucket, key + "/");
    }

    /** {@code s3://bucket/key}, the key as it is. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }

    /** Whether a database and a log can take it: no U+0000, no half of a surrogate pair. */
    static boolean isText(String key) {
        return key.codePoints().allMatch(c -> c != 0 && Character.getType(c) != Character.SURROGATE);
    }

    /** Shortened, for a sentence; control characters are mended by whoever records it. */
    private static String printable(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
