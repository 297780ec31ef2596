package dev.sluice.intake.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which folders may be watched and written: none that would feed on itself, on another or on Sluice's own files. */
final class FolderRules {
    private static final List<String> INTERNALS = List.of("postgres", "artifacts", "logs");

    private final Path home;

    FolderRules(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /** What is wrong with the folders of a source beside those already watched, one sentence each. */
    List<String> mistakes(FolderSettings settings, Collection<FolderSettings> others) {
        List<String> mistakes = new ArrayList<>();
        Path directory = real(settings.directory());
        Path output = real(settings.output());
        notTheRoot("directory", settings.directory(), directory, mistakes);
        notTheRoot("output", settings.output(), output, mistakes);
        for (String internal : INTERNALS) {
            Path inside = real(home.resolve(internal));
            if (overlap(directory, inside)) {
                mistakes.add("directory is %s, which overlaps %s, where Sluice keeps its own files."
                        .formatted(settings.directory(), inside));
            }
            if (output.startsWith(inside)) {
                mistakes.add("output is %s, which lies in %s, where Sluice keeps its own files."
                        .formatted(settings.output(), inside));
            }
        }
        if (output.startsWith(directory)) {
            mistakes.add("output is %s, which lies in the watched folder %s: results would be taken for documents."
                    .formatted(settings.output(), settings.directory()));
        }
        for (FolderSettings other : others) {
            Path watched = real(other.directory());
            if (overlap(directory, watched)) {
                mistakes.add("directory is %s, which overlaps %s, the folder of the source \"%s\"."
                        .formatted(settings.directory(), other.directory(), other.sourceId()));
            }
            if (output.startsWith(watched)) {
                mistakes.add("output is %s, which lies in %s, the folder of the source \"%s\"."
                        .formatted(settings.output(), other.directory(), other.sourceId()));
            }
            if (real(other.output()).startsWith(directory)) {
                mistakes.add("directory is %s, in which the source \"%s\" writes its results (%s)."
                        .formatted(settings.directory(), other.sourceId(), other.output()));
            }
        }
        return mistakes;
    }

    /** Whether results must not be written there: it lies in a watched folder, or among Sluice's own files. */
    boolean forbidsResults(Path folder, Collection<FolderSettings> sources) {
        Path real = real(folder);
        return INTERNALS.stream().anyMatch(internal -> real.startsWith(real(home.resolve(internal))))
                || sources.stream().anyMatch(source -> real.startsWith(real(source.directory())));
    }

    /** Whether a folder is Sluice's to create. */
    boolean isOurs(Path directory) {
        return real(directory).startsWith(real(home));
    }

    private static void notTheRoot(String name, Path given, Path real, List<String> mistakes) {
        if (real.getParent() == null) {
            mistakes.add("%s is %s, the root of a whole disk; name a folder in it.".formatted(name, given));
        }
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /** With symbolic links resolved as far as the path exists. */
    static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path existing = absolute; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing)) {
                try {
                    return existing.toRealPath()
                            .resolve(existing.relativize(absolute))
                            .normalize();
                } catch (IOException e) {
                    return absolute; // what cannot be resolved cannot be listed or written either, and is reported then
                }
            }
        }
        return absolute;
    }
}
