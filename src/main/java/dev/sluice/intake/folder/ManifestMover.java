package dev.sluice.intake.folder;

import dev.sluice.artifact.Durable;
import dev.sluice.intake.document.DocumentKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Moves manifests that were accepted or refused to {@code done/} or {@code failed/}, each with its receipt. The row was
 * written first and the target before the first step: dying anywhere costs only a repetition.
 */
final class ManifestMover {
    private final ManifestTable table;
    private final MoveSteps steps;

    ManifestMover(ManifestTable table, MoveSteps steps) {
        this.table = table;
        this.steps = steps;
    }

    /** A manifest that stays where it is for now. */
    record Stuck(String key, String why) {}

    /** Moves what is to be moved, and returns what cannot be. */
    List<Stuck> settle(FolderSettings settings) {
        List<Stuck> stuck = new ArrayList<>();
        for (ManifestTable.Unsettled manifest : table.unsettled(settings)) {
            try {
                settle(settings.directory(), manifest);
                table.settled(manifest.id());
            } catch (IOException e) {
                stuck.add(new Stuck(
                        manifest.key(),
                        "%s (it is dealt with, but cannot be moved: %s)"
                                .formatted(manifest.key(), FolderPoll.reason(e))));
            }
        }
        return stuck;
    }

    private void settle(Path folder, ManifestTable.Unsettled manifest) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Path source = DocumentKey.resolve(folder, manifest.key());
        boolean there = isIt(source, manifest);
        String target = manifest.target();
        if (target == null) {
            if (!there && !Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                return; // somebody took it away before we could
            }
            target = target(folder, manifest);
            table.plan(manifest.id(), target);
        }
        Path moved = DocumentKey.resolve(folder, target);
        Path directory = Objects.requireNonNull(moved.getParent());
        SafeFolders.create(folder, directory);
        Path temporary = directory.resolve("." + manifest.id() + Durable.TEMPORARY_SUFFIX);
        steps.write(
                new ByteArrayInputStream(manifest.receipt().getBytes(StandardCharsets.UTF_8)),
                temporary,
                directory.resolve(moved.getFileName() + FileNames.RECEIPT_SUFFIX));
        if (there) {
            try {
                steps.rename(source, moved);
            } catch (AtomicMoveNotSupportedException e) {
                steps.copy(source, temporary, moved);
                steps.sync(directory);
                steps.delete(source);
            }
            steps.sync(Objects.requireNonNull(source.getParent()));
        }
        steps.sync(directory);
    }

    private static boolean isIt(Path file, ManifestTable.Unsettled manifest) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile()
                    && ListedFile.of(manifest.key(), file, now).sameAs(manifest.size(), manifest.modifiedAt(), null);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String target(Path folder, ManifestTable.Unsettled manifest) throws IOException {
        String below = DocumentKey.below(manifest.accepted() ? FileNames.DONE : FileNames.FAILED, manifest.key());
        String name = DocumentKey.lastPart(below);
        String parent = below.substring(0, below.length() - name.length());
        return TargetNames.of(name, manifest.id())
                .map(candidate -> parent + candidate)
                .filter(candidate -> isFree(folder, candidate) && isFree(folder, candidate + FileNames.RECEIPT_SUFFIX))
                .findFirst()
                .orElseThrow(() -> new IOException("every name for it is taken in " + parent));
    }

    private static boolean isFree(Path folder, String key) {
        return !Files.exists(DocumentKey.resolve(folder, key), LinkOption.NOFOLLOW_LINKS);
    }
}
