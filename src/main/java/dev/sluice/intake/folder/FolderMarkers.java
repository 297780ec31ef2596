package dev.sluice.intake.folder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The markers in one folder, as the last listing saw them: which documents they count for, and which have done their
 * duty. A marker counts for a document until that document was accepted with it; one that was written again counts again.
 */
final class FolderMarkers {
    /** A marker for which no document comes is reported after that time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final class Seen {
        final ListedFile file;
        final Instant since;
        /** Keys of the documents that were accepted with it. */
        final Set<String> used = new HashSet<>();

        int documents;

        Seen(ListedFile file, Instant since) {
            this.file = file;
            this.since = since;
        }
    }

    private final DoneMarker rule;
    private Map<String, Seen> seen = new HashMap<>();

    FolderMarkers(DoneMarker rule) {
        this.rule = rule;
    }

    /**
     * Takes in a complete listing.
     *
     * @param known tells what is written down about markers, by their keys
     * @return the documents of the listing
     */
    synchronized List<ListedFile> documents(
            List<ListedFile> listed, Instant now, Function<Collection<String>, List<ExtrasTable.Marked>> known) {
        Map<String, Seen> markers = new HashMap<>();
        List<ListedFile> documents = new ArrayList<>();
        List<Seen> unknown = new ArrayList<>();
        for (ListedFile file : listed) {
            if (!rule.isMarker(file.key())) {
                documents.add(file);
                continue;
            }
            String id = DoneMarker.id(file.key());
            Seen before = seen.get(id);
            if (before != null && before.file.sameAs(file.size(), file.modifiedAt(), file.fileKey())) {
                before.documents = 0;
                markers.put(id, before);
            } else {
                Seen fresh = new Seen(file, now);
                unknown.add(fresh);
                markers.put(id, fresh);
            }
        }
        if (!unknown.isEmpty()) {
            known.apply(unknown.stream().map(one -> one.file.key()).toList()).forEach(marked -> {
                Seen marker = markers.get(DoneMarker.id(marked.marker()));
                if (marker != null && marker.file.modifiedAt().equals(marked.markerAt())) {
                    marker.used.add(marked.key());
                }
            });
        }
        for (ListedFile document : documents) {
            Seen marker = markers.get(rule.idFor(document.key()));
            if (marker != null) {
                marker.documents++;
            }
        }
        seen = markers;
        return documents;
    }

    /** The marker that counts for a document now. */
    synchronized StableFile.@Nullable Marker of(ListedFile document) {
        Seen marker = seen.get(rule.idFor(document.key()));
        return marker == null || marker.used.contains(document.key())
                ? null
                : new StableFile.Marker(marker.file.key(), marker.file.modifiedAt());
    }

    /** Whether nobody can be writing it any more: its marker came after it. One that came before proves nothing. */
    boolean isComplete(ListedFile document) {
        StableFile.Marker marker = of(document);
        return marker != null && !marker.modifiedAt().isBefore(document.modifiedAt());
    }

    /** The document was accepted with its marker. */
    synchronized void used(StableFile document) {
        StableFile.Marker marker = document.marker();
        Seen now = marker == null ? null : seen.get(DoneMarker.id(marker.key()));
        if (marker != null && now != null && now.file.modifiedAt().equals(marker.modifiedAt())) {
            now.used.add(document.key());
        }
    }

    /** Markers that have done their duty: the documents they were for have been moved away. */
    synchronized List<ListedFile> leftOver() {
        return seen.values().stream()
                .filter(marker -> marker.documents == 0 && !marker.used.isEmpty())
                .map(marker -> marker.file)
                .toList();
    }

    /** Markers whose documents do not come. */
    synchronized List<String> withoutDocument(Instant now) {
        return seen.values().stream()
                .filter(marker -> marker.documents == 0
                        && marker.used.isEmpty()
                        && Duration.between(marker.since, now).compareTo(PATIENCE) >= 0)
                .map(marker -> marker.file.path() + " (it says that a document is complete which is not there)")
                .sorted()
                .toList();
    }
}
