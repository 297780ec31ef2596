package dev.sluice.api.pulse.batch;

import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes what lies in a directory of this machine as if it had been uploaded, if the operator allows that. */
final class LocalDirectory {
    private static final int MOST_FILES = 10_000;

    private final InputSettings settings;

    LocalDirectory(InputSettings settings) {
        this.settings = settings;
    }

    /**
     * Stores its files, in the order of their paths; links and hidden files are left alone.
     *
     * @throws dev.sluice.http.ApiException {@code REQ_003} if it may not be read, is none or holds nothing
     */
    List<UploadedDocument> read(String path, Upload upload) throws IOException {
        Path directory = allowed(path);
        List<UploadedDocument> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> found = files.filter(file -> isDocument(directory, file))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (found.isEmpty() || found.size() > MOST_FILES) {
                throw PulseError.REQ_003.because(
                        found.isEmpty()
                                ? "input.local_path holds 0 documents."
                                : "input.local_path holds more than %,d documents; name its folders one by one."
                                        .formatted(MOST_FILES));
            }
            for (Path file : found) {
                documents.add(upload.store(file.getFileName().toString(), null, out -> Files.copy(file, out)));
            }
        }
        return documents;
    }

    private static boolean isDocument(Path directory, Path file) {
        for (Path part : directory.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Compared as what they really are: a link must not lead out. */
    private Path allowed(String path) {
        try {
            Path asked = Path.of(path);
            for (Path root : settings.localRoots()) {
                Path real = root.resolve(asked).toRealPath();
                if (real.startsWith(root.toRealPath()) && Files.isDirectory(real)) {
                    return real;
                }
            }
        } catch (InvalidPathException | IOException e) {
            throw notAllowed(); // what is not there and what is not allowed look the same from outside
        }
        throw notAllowed();
    }

    private static RuntimeException notAllowed() {
        return PulseError.REQ_003.because(
                "input.local_path is no directory that may be read; sluice.input.local-roots says which may.");
    }
}
