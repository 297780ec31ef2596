package dev.sluice.intake.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.Durable;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.document.IntakeRecord;
import dev.sluice.intake.document.IntakeRecord.Original;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves one original and writes its receipt. Every step can be repeated: the target was chosen and written down before,
 * the receipt comes first, and where the original lies tells which steps are done.
 */
final class Settlement {
    private enum Source {
        UNCHANGED,
        CHANGED,
        MISSING
    }

    private final MoveSteps steps;
    private final ContentStore contents;
    private final ObjectMapper json;

    Settlement(MoveSteps steps, ContentStore contents, ObjectMapper json) {
        this.steps = steps;
        this.contents = contents;
        this.json = json;
    }

    /**
     * The name below the folder to which the original is to be moved: free, with room for its receipt.
     *
     * @param taken by others that are moved at the same time
     * @param replaced whether another version took its place, which may have been moved away already
     * @return empty if the original is gone
     */
    Optional<String> target(IntakeRecord document, Job job, Set<String> taken, boolean replaced) throws IOException {
        Path folder = folder(document);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        String directory = job.state() == JobState.COMPLETED ? FileNames.DONE : FileNames.FAILED;
        String location = Objects.requireNonNull(document.location());
        boolean wasReplaced = replaced && location.equals(document.key());
        if (!wasReplaced && look(DocumentKey.resolve(folder, location), document) == Source.MISSING) {
            return Optional.empty();
        }
        if (isIn(directory, location) && !location.equals(document.key())) {
            return Optional.of(location); // moved there by an earlier job: only the receipt is new
        }
        String name = DocumentKey.lastPart(document.key());
        String parent = document.key().substring(0, document.key().length() - name.length());
        String top = document.key().startsWith("/") ? "/" : "";
        IOException inTheWay = null;
        // At the top as a last resort: something may have the name of the document's folder and be none.
        for (String in : new LinkedHashSet<>(List.of(parent, top))) {
            try {
                SafeFolders.create(
                        folder, directoryOf(DocumentKey.resolve(folder, DocumentKey.below(directory, in + "x"))));
                return Optional.of(TargetNames.of(name, job.id())
                        .map(candidate -> DocumentKey.below(directory, in + candidate))
                        .filter(target -> !taken.contains(target) && isFree(folder, target))
                        .findFirst()
                        .orElseThrow(() -> new IOException("every name for it is taken in " + directory + "/")));
            } catch (IOException e) {
                inTheWay = inTheWay == null ? e : inTheWay;
            }
        }
        throw Objects.requireNonNull(inTheWay);
    }

    private static boolean isFree(Path folder, String target) {
        return !exists(DocumentKey.resolve(folder, target)) && !exists(receiptOf(folder, target));
    }

    /**
     * Moves it to its target.
     *
     * @param results paths of the result files
     * @param touched directories that must be made durable before the outcome is written down are added here
     * @param replaced whether another version took its place, which may have been moved away already
     * @return what became of the original; {@code IN_PLACE} if another file has taken its target
     */
    Original settle(IntakeRecord document, Job job, List<String> results, Set<Path> touched, boolean replaced)
            throws IOException {
        Path folder = folder(document);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Path source = DocumentKey.resolve(folder, Objects.requireNonNull(document.location()));
        Path target = DocumentKey.resolve(folder, Objects.requireNonNull(document.target()));
        SafeFolders.create(folder, directoryOf(target));
        touched.add(directoryOf(target));
        Source seen = look(source, document);
        boolean wasReplaced = replaced && document.key().equals(document.location());
        Source state = seen == Source.MISSING && wasReplaced ? Source.CHANGED : seen;
        if (source.equals(target)) {
            return stays(document, job, results, state, target);
        }
        if (exists(target)) {
            return finish(document, job, results, state, source, target, touched);
        }
        switch (state) {
            case UNCHANGED -> {
                writeReceipt(document, job, results, false, target);
                move(source, target, job);
                if (look(target, document) != Source.UNCHANGED) {
                    giveBack(target, source, job);
                    return keepAccepted(document, job, results, target);
                }
                left(document, source, touched);
                return Original.MOVED;
            }
            case CHANGED -> {
                return keepAccepted(document, job, results, target);
            }
            default -> {
                return Original.GONE;
            }
        }
    }

    /** What was accepted is not lost with the file that was written over. */
    private Original keepAccepted(IntakeRecord document, Job job, List<String> results, Path target)
            throws IOException {
        writeReceipt(document, job, results, true, target);
        if (document.content() != null) {
            steps.copy(contents.path(document.content()), temporary(target, job), target);
        }
        return Original.CHANGED;
    }

    /** In the very moment of the move another file took the original's place and was moved instead: it is a new one. */
    private void giveBack(Path moved, Path source, Job job) throws IOException {
        Path back = exists(source) ? source.resolveSibling(job.id() + "-" + source.getFileName()) : source;
        steps.rename(moved, back);
    }

    /** An earlier job had moved it to where it belongs now as well. */
    private Original stays(IntakeRecord document, Job job, List<String> results, Source state, Path target)
            throws IOException {
        switch (state) {
            case UNCHANGED -> {
                writeReceipt(document, job, results, false, target);
                return Original.MOVED;
            }
            case CHANGED -> {
                return Original.CHANGED;
            }
            default -> {
                return Original.GONE;
            }
        }
    }

    /** Something lies at the target: our own work of an earlier life, or a file somebody put there since. */
    private Original finish(
            IntakeRecord document,
            Job job,
            List<String> results,
            Source state,
            Path source,
            Path target,
            Set<Path> touched)
            throws IOException {
        if (look(target, document) != Source.UNCHANGED) {
            return Original.IN_PLACE;
        }
        if (!exists(receiptOf(folder(document), document.target()))) {
            writeReceipt(document, job, results, state == Source.CHANGED, target);
        }
        if (state == Source.UNCHANGED) {
            steps.delete(source);
        }
        left(document, source, touched);
        return Original.MOVED;
    }

    /** The original has left that place; when it had been moved there before, its receipt of then is no longer true. */
    private void left(IntakeRecord document, Path source, Set<Path> touched) throws IOException {
        String location = Objects.requireNonNull(document.location());
        if (!location.equals(document.key())) {
            steps.delete(receiptOf(folder(document), location));
        }
        if (Files.isDirectory(directoryOf(source))) {
            touched.add(directoryOf(source));
        }
    }

    private static boolean isIn(String directory, String location) {
        return location.startsWith(directory + "/") || location.startsWith("/" + directory + "/");
    }

    private void writeReceipt(IntakeRecord document, Job job, List<String> results, boolean replaced, Path target)
            throws IOException {
        byte[] receipt = Receipt.of(document, job, results, replaced, json);
        steps.write(
                new ByteArrayInputStream(receipt),
                temporary(target, job),
                receiptOf(folder(document), document.target()));
    }

    private void move(Path source, Path target, Job job) throws IOException {
        try {
            steps.rename(source, target);
        } catch (AtomicMoveNotSupportedException e) {
            steps.copy(source, temporary(target, job), target);
            steps.sync(directoryOf(target));
            steps.delete(source);
        }
    }

    private static Source look(Path file, IntakeRecord document) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Source.MISSING;
        }
        if (!attributes.isRegularFile() || attributes.size() != document.size()) {
            return Source.CHANGED;
        }
        boolean sameTime = ListedFile.of("", file, attributes).modifiedAt().equals(document.modifiedAt());
        if (sameTime || document.content() == null) {
            return sameTime ? Source.UNCHANGED : Source.CHANGED;
        }
        return FileHash.of(file).equals(document.content()) ? Source.UNCHANGED : Source.CHANGED;
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path folder(IntakeRecord document) {
        return Objects.requireNonNull(document.folder(), "only documents of a folder have an original to move");
    }

    private static Path receiptOf(Path folder, @Nullable String location) {
        return DocumentKey.resolve(folder, location + FileNames.RECEIPT_SUFFIX);
    }

    private static Path temporary(Path target, Job job) {
        return target.resolveSibling("." + job.id() + Durable.TEMPORARY_SUFFIX);
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.getParent());
    }
}
