package dev.sluice.engine.parser.child;

import dev.sluice.engine.Extraction;
import dev.sluice.engine.parser.ParseReply;
import dev.sluice.engine.parser.ParseTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Extracts documents in this process and keeps their layouts in a folder, so that a bench of later operations reads
 * only those.
 */
public final class LayoutMaker {
    private final TaskRunner runner = new TaskRunner();
    private final Path cache;

    /** Layouts are kept in that folder, which is made when it is missing. */
    public LayoutMaker(Path cache) throws IOException {
        this.cache = Files.createDirectories(cache);
    }

    /** A document's stored layout. */
    public record Stored(String name, String mediaType, Path layout) {}

    /** The layout of that document, made now unless it is there; null when the document cannot be read. */
    public @Nullable Stored layout(Path document) throws IOException {
        String name = document.getFileName().toString();
        Path folder = cache.resolve(name);
        Path layout = folder.resolve(Extraction.LAYOUT);
        Path type = folder.resolve("media-type");
        if (!Files.exists(type)) {
            Files.createDirectories(folder);
            ParseReply reply = runner.run(task(document, folder));
            Files.writeString(
                    type, reply.extraction() == null ? "" : reply.extraction().mediaType());
            deleteAllBut(folder, layout, type);
        }
        String mediaType = Files.readString(type);
        return mediaType.isEmpty() ? null : new Stored(name, mediaType, layout);
    }

    private static void deleteAllBut(Path folder, Path layout, Path type) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.equals(layout) && !file.equals(type)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static ParseTask task(Path document, Path folder) {
        return new ParseTask(
                document.toAbsolutePath().toString(),
                document.getFileName().toString(),
                null,
                folder.toString(),
                new ParseTask.Limits(5_000, 200_000_000L, 1_000_000, 100_000_000L),
                new ParseTask.Ocr("tesseract", "auto", 60_000, 200));
    }
}
