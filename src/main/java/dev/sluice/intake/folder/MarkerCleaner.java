package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.UUID;

/** Takes markers away that have done their duty: empty ones are deleted, others moved to {@code done/}. */
final class MarkerCleaner {
    private final MoveSteps steps;

    MarkerCleaner(MoveSteps steps) {
        this.steps = steps;
    }

    /** Takes it away, unless it has been written again since it was listed. */
    void clean(Path folder, ListedFile marker) throws IOException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(marker.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        if (!ListedFile.of(marker.key(), marker.path(), now)
                .sameAs(marker.size(), marker.modifiedAt(), marker.fileKey())) {
            return;
        }
        if (marker.size() == 0) {
            steps.delete(marker.path());
            return;
        }
        String target = DocumentKey.below(FileNames.DONE, marker.key());
        String name = DocumentKey.lastPart(target);
        Path directory =
                Objects.requireNonNull(DocumentKey.resolve(folder, target).getParent());
        SafeFolders.create(folder, directory);
        // Not one of our rows: the name needs only to be free.
        String parent = target.substring(0, target.length() - name.length());
        Path free = TargetNames.of(name, new UUID(marker.modifiedAt().getEpochSecond(), marker.size()))
                .map(candidate -> DocumentKey.resolve(folder, parent + candidate))
                .filter(candidate -> !Files.exists(candidate, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElseThrow(() -> new IOException("every name for it is taken in " + directory));
        steps.rename(marker.path(), free);
    }
}
