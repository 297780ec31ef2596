package dev.sluice.artifact;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes results into folders that clients name: only below the configured roots, and never where a link leads. */
final class LocalOutput {
    private final List<Path> roots;
    private final Path internal;
    private final ForbiddenFolders forbidden;

    /**
     * @param internal where Sluice keeps its own files
     */
    LocalOutput(List<Path> roots, Path internal, ForbiddenFolders forbidden) {
        this.roots =
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
        this.internal = internal.toAbsolutePath().normalize();
        this.forbidden = forbidden;
    }

    /**
     * Finds the folder; creates nothing but the root.
     *
     * @param text relative to the first root, or absolute and below one
     * @return its absolute path
     * @throws SluiceException {@code INVALID_OUTPUT}, or {@code OUTPUT_NOT_WRITABLE} if the root cannot be used
     */
    Path check(String text) {
        return find(text).folder();
    }

    /**
     * Writes a file into a folder, which is created, whole or not at all; replaces what has its name.
     *
     * @param folder from {@link #check}; judged again, because much may have happened since
     * @return where it lies now
     * @throws SluiceException {@code INVALID_OUTPUT}, {@code OUTPUT_NOT_WRITABLE}, or {@code STORAGE_UNAVAILABLE} if it
     *     may pass
     */
    Path write(String folder, String name, List<String> temporary, Path content) {
        Place place = find(folder);
        try {
            new GuardedFolder(place.root(), place.folder()).write(name, temporary, content);
        } catch (IOException e) {
            throw new SluiceException(
                    isLasting(e) ? ErrorCode.OUTPUT_NOT_WRITABLE : ErrorCode.STORAGE_UNAVAILABLE,
                    "The result cannot be written to %s: %s.".formatted(place.folder(), reason(e)),
                    e);
        }
        return place.folder().resolve(name);
    }

    private record Place(Path root, Path folder) {}

    private Place find(String text) {
        if (roots.isEmpty()) {
            throw refused(text, "sluice.output.local-roots names no folder below which it may lie", null);
        }
        try {
            List<String> names = LocalPathText.names(text);
            if (!text.startsWith("/")) {
                Path root = real(roots.get(0));
                return judged(text, root, root.resolve(String.join("/", names)));
            }
            Path absolute = Path.of("/" + String.join("/", names));
            for (Path root : roots) {
                Path real = real(root);
                if (absolute.startsWith(root)) {
                    return judged(text, real, real.resolve(root.relativize(absolute)));
                }
                if (absolute.startsWith(real)) {
                    return judged(text, real, absolute);
                }
            }
        } catch (IllegalArgumentException e) {
            String why =
                    e instanceof InvalidPathException ? "this system cannot name it" : String.valueOf(e.getMessage());
            throw refused(text, why, e);
        }
        throw refused(text, "it lies below none of sluice.output.local-roots", null);
    }

    private Place judged(String text, Path root, Path folder) {
        try {
            new GuardedFolder(root, folder).check();
        } catch (IOException e) {
            throw refused(text, "a symbolic link or something else that is no folder is in the way", e);
        }
        if (folder.startsWith(internal) || folder.startsWith(real(internal))) {
            throw refused(text, "Sluice keeps its own files there", null);
        }
        if (forbidden.forbids(folder)) {
            throw refused(text, "it lies in a watched folder, where results would be taken for documents", null);
        }
        return new Place(root, folder);
    }

    private static Path real(Path root) {
        try {
            Files.createDirectories(root);
            return root.toRealPath();
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "The folder %s, below which results are written, cannot be used: %s.".formatted(root, reason(e)),
                    e);
        }
    }

    private static SluiceException refused(String text, String why, @Nullable Throwable cause) {
        String shown = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return new SluiceException(
                ErrorCode.INVALID_OUTPUT, "Results cannot be written to \"%s\": %s.".formatted(shown, why), cause);
    }

    private static boolean isLasting(IOException e) {
        return e instanceof AccessDeniedException
                || e instanceof NotDirectoryException
                || e instanceof NoSuchFileException
                || e instanceof FileAlreadyExistsException
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("read-only");
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
