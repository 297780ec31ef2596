package dev.sluice.intake.feed;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a feed of any kind; which kind it is, its content says. Safe for many threads. */
final class FeedReader {
    /** More entries than that make no feed. */
    public static final int MAX_ENTRIES = 100_000;

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9_.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    /**
     * Reads it.
     *
     * @param bytes the whole feed
     * @param mediaType its declared type, for its charset; or null
     * @param base where it came from: relative links count from there
     * @throws FeedException if it is none, or one that is broken
     */
    public Feed read(byte[] bytes, @Nullable String mediaType, URI base) throws FeedException {
        int start = firstMark(bytes);
        if (start == bytes.length) {
            throw new FeedException("The feed is empty.", null);
        }
        EntryCollector entries = new EntryCollector(base, MAX_ENTRIES);
        if (looksLikeXml(bytes, start)) {
            return XmlFeeds.read(bytes, entries);
        }
        String text = new String(bytes, charset(mediaType)).strip();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1).strip();
        }
        return text.startsWith("{") || text.startsWith("[")
                ? JsonFeed.read(text, entries)
                : LineFeeds.read(text, entries);
    }

    /** The first byte that is neither white space nor part of a byte order mark. */
    private static int firstMark(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && (bytes[i] <= ' ' && bytes[i] >= 0 || isMark(bytes[i]))) {
            i++;
        }
        return i;
    }

    private static boolean isMark(byte b) {
        int value = b & 0xFF;
        return value == 0xEF || value == 0xBB || value == 0xBF || value == 0xFE || value == 0xFF;
    }

    private static boolean looksLikeXml(byte[] bytes, int start) {
        return bytes[start] == '<';
    }

    private static Charset charset(@Nullable String mediaType) {
        Matcher matcher = CHARSET.matcher(mediaType == null ? "" : mediaType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
