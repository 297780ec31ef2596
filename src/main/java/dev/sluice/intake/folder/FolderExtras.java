package dev.sluice.intake.folder;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a poll does about files that belong to documents and are none: markers and manifests. */
final class FolderExtras {
    private final ExtrasTable table;
    private final MarkerCleaner cleaner;
    private final ManifestPoll manifests;

    FolderExtras(ExtrasTable table, MarkerCleaner cleaner, ManifestPoll manifests) {
        this.table = table;
        this.cleaner = cleaner;
        this.manifests = manifests;
    }

    /** The files of a listing without markers. */
    List<ListedFile> documents(FolderSource source, List<ListedFile> listed, Instant now) {
        return source.markers == null
                ? listed
                : source.markers.documents(listed, now, keys -> table.marked(source.settings, keys));
    }

    /**
     * Those of the finished files that may be handed out: documents with their marker, manifests with their documents.
     *
     * @param reports what waits for long, or cannot be taken, is added here, in sentences
     */
    List<ListedFile> ready(
            FolderSource source,
            List<ListedFile> documents,
            List<ListedFile> stable,
            Instant now,
            List<String> reports) {
        if (source.settings.hasManifests()) {
            return manifests.ready(source, documents, stable, now, reports);
        }
        FolderMarkers markers = source.markers;
        if (markers == null) {
            return stable;
        }
        for (ListedFile marker : markers.leftOver()) {
            try {
                cleaner.clean(source.settings.directory(), marker);
            } catch (IOException e) {
                reports.add("%s (a marker that has done its duty cannot be taken away: %s)"
                        .formatted(marker.path(), FolderPoll.reason(e)));
            }
        }
        reports.addAll(markers.withoutDocument(now));
        List<ListedFile> ready = new ArrayList<>();
        for (ListedFile file : stable) {
            if (markers.of(file) != null) {
                ready.add(file);
            }
        }
        return ready;
    }
}
