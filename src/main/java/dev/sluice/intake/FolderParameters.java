package dev.sluice.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the parameters of {@code folder-source}. */
final class FolderParameters {
    private static final Set<String> NAMES =
            Set.of("directory", "include", "exclude", "recursive", "quietTime", "minimumAge");

    private FolderParameters() {}

    /** The settings, and what is wrong with them: then they are no good. */
    record Reading(FolderSettings settings, List<String> mistakes) {}

    /** Reads them; a relative directory counts from the working directory. */
    static Reading read(Map<String, String> given, SourceDefaults defaults, IntakeSettings intake) {
        SourceParameters parameters = new SourceParameters("a folder source", NAMES, given);
        FolderSettings settings = new FolderSettings(
                parameters.common(defaults),
                parameters.path("directory", null),
                parameters.globs("include", "**"),
                parameters.globs("exclude", ""),
                parameters.flag("recursive", true),
                parameters.duration("quietTime", intake.quietTime(), Duration.ZERO),
                parameters.duration("minimumAge", intake.minimumAge(), Duration.ZERO));
        return new Reading(settings, parameters.mistakes());
    }
}
