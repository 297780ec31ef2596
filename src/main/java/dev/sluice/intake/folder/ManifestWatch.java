package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.manifest.Manifest;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A manifest that lies in a watched folder and waits for its documents; guarded by its source's polling. */
final class ManifestWatch {
    final ListedFile file;
    final Manifest manifest;
    /** SHA-256 of its bytes. */
    final String sha256;

    final Instant since;
    /** Its documents as they were found in the last listing, in the manifest's order, once all are there. */
    private volatile List<ListedFile> documents = List.of();

    private volatile Set<String> ready = Set.of();

    /** Documents whose bytes are others than it says, and why, until the file changes. */
    private final Map<String, Wrong> wrong = new HashMap<>();

    private record Wrong(ListedFile file, String why) {}

    ManifestWatch(ListedFile file, Manifest manifest, String sha256, Instant since) {
        this.file = file;
        this.manifest = manifest;
        this.sha256 = sha256;
        this.since = since;
    }

    /** The path of an entry's file below the watched folder. */
    String keyOf(Manifest.Entry entry) {
        String name = DocumentKey.lastPart(file.key());
        return normal(file.key().substring(0, file.key().length() - name.length()) + entry.file());
    }

    /** Some systems write an accent as a character of its own. */
    static String normal(String key) {
        return Normalizer.normalize(key, Normalizer.Form.NFC);
    }

    boolean isOf(ListedFile now) {
        return file.sameAs(now.size(), now.modifiedAt(), now.fileKey());
    }

    List<ListedFile> documents() {
        return documents;
    }

    /** All of them are there now; or none are, until the next listing. */
    void found(List<ListedFile> all) {
        documents = List.copyOf(all);
        ready = all.stream().map(ListedFile::key).collect(Collectors.toSet());
    }

    /** Whether it can be accepted, and this document with it. */
    boolean isReadyWith(String key) {
        return ready.contains(key);
    }

    synchronized void isWrong(ListedFile document, String why) {
        wrong.put(document.key(), new Wrong(document, why));
    }

    synchronized @Nullable String wrong(ListedFile document) {
        Wrong known = wrong.get(document.key());
        return known != null && known.file.sameAs(document.size(), document.modifiedAt(), document.fileKey())
                ? known.why
                : null;
    }
}
