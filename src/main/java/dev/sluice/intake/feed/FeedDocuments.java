package dev.sluice.intake.feed;

import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.Locator;
import dev.sluice.intake.remote.RemoteDocument;
import dev.sluice.security.egress.EgressClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes documents of the entries that a source wants, and says which entries name none. */
final class FeedDocuments {
    private static final int SHOWN = 200;

    final List<RemoteDocument> documents = new ArrayList<>();
    final List<String> passedOver = new ArrayList<>();
    int passedOverCount;
    int excluded;

    private FeedDocuments() {}

    static FeedDocuments of(FeedSourceSettings source, String url, Feed feed) {
        FeedDocuments result = new FeedDocuments();
        result.passedOver.addAll(feed.skipped());
        result.passedOverCount = feed.skippedCount();
        int left = 0;
        for (FeedEntry entry : feed.entries()) {
            if (!source.wants(entry)) {
                result.excluded++;
            } else if (result.documents.size() == source.maxEntries()) {
                left++;
            } else {
                result.add(entry, feed.format());
            }
        }
        if (left > 0) {
            result.passOver(
                    "The feed %s has %,d entries more than maxEntries, %,d."
                            .formatted(FeedParameters.label(url), left, source.maxEntries()),
                    left);
        }
        return result;
    }

    private void add(FeedEntry entry, Feed.Format format) {
        String url;
        try {
            url = EgressClient.canonical(entry.url());
        } catch (SluiceException e) {
            passOver(
                    "The entry \"%s\" links to %s, which is no address that Sluice may connect to."
                            .formatted(bounded(entry.id(), SHOWN), bounded(FeedParameters.label(entry.url()), SHOWN)),
                    1);
            return;
        }
        documents.add(new RemoteDocument(
                bounded(entry.id(), RemoteDocument.LONGEST_KEY),
                bounded(entry.version(), RemoteDocument.LONGEST_VERSION),
                name(entry, format),
                null,
                Locator.url(url),
                0,
                null));
    }

    private void passOver(String sentence, int count) {
        passedOver.add(sentence);
        passedOverCount += count;
    }

    /** Who lists files by hand says what they are called; else the address does, if it ends in a name. */
    private static String name(FeedEntry entry, Feed.Format format) {
        boolean nameless = FeedParameters.label(entry.url()).endsWith("/");
        return format == Feed.Format.CSV || nameless ? entry.title() : "";
    }

    /** Texts that are too long for the database are cut, and told apart by a hash. */
    static String bounded(String text, int bytes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= bytes && text.indexOf('\0') < 0) {
            return text;
        }
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
            String start = text.replace("\0", "");
            return start.substring(0, Math.min(start.length(), bytes / 8)) + "…" + hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
