package dev.sluice.intake.folder;

import dev.sluice.intake.source.SourceDefaults;
import dev.sluice.intake.source.SourceParameters;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of {@code folder-source}. */
final class FolderParameters {
    private static final Set<String> NAMES = Set.of(
            "directory",
            "include",
            "exclude",
            "recursive",
            "quietTime",
            "minimumAge",
            "doneMarker",
            "manifest",
            "manifestTimeout",
            "batchSchedule",
            "batchTimeZone",
            "expand");
    private static final Set<String> KINDS = Set.of("eml", "zip");

    private FolderParameters() {}

    /** The settings, and what is wrong with them: then they are no good. */
    record Reading(FolderSettings settings, List<String> mistakes) {}

    /** Reads them; a relative directory counts from the working directory. */
    static Reading read(Map<String, String> given, SourceDefaults defaults, IntakeSettings intake) {
        SourceParameters parameters = new SourceParameters("a folder source", NAMES, given);
        BatchSchedule schedule = schedule(parameters);
        FolderSettings settings = new FolderSettings(
                parameters.common(defaults),
                parameters.path("directory", null),
                parameters.globs("include", "**"),
                parameters.globs("exclude", ""),
                parameters.flag("recursive", true),
                parameters.duration("quietTime", intake.quietTime(), Duration.ZERO),
                parameters.duration("minimumAge", intake.minimumAge(), Duration.ZERO),
                marker(parameters),
                parameters.globs("manifest", ""),
                parameters.duration("manifestTimeout", Duration.ofHours(1), Duration.ofSeconds(1)),
                schedule,
                schedule == null || parameters.text("batchMaxSize") != null,
                expand(parameters));
        combinations(settings, parameters, given);
        return new Reading(settings, parameters.mistakes());
    }

    /** The template spells its defaults: what equals one is not asked for. */
    private static boolean isGiven(
            SourceParameters parameters, Map<String, String> given, String name, String otherwise) {
        String text = parameters.text(name);
        return given.containsKey(name) && text != null && !text.equals(otherwise);
    }

    private static void combinations(FolderSettings settings, SourceParameters parameters, Map<String, String> given) {
        if (settings.hasManifests()) {
            if (settings.doneMarker() != null) {
                parameters.mistake(
                        "doneMarker and manifest are both set; a manifest says itself which files must be there: leave doneMarker out.");
            }
            for (String name : List.of("batchQuietTime", "batchMaxSize", "batchSchedule")) {
                if (isGiven(parameters, given, name, name.equals("batchQuietTime") ? "10s" : "1000")) {
                    parameters.mistake(
                            "manifest and %s are both set; a manifest's documents are one batch, which is closed at once: leave %s out."
                                    .formatted(name, name));
                }
            }
        } else if (isGiven(parameters, given, "manifestTimeout", "1h")) {
            parameters.mistake("manifestTimeout is set, but manifest is not: there is nothing that could wait.");
        }
        if (parameters.text("batchSchedule") != null && isGiven(parameters, given, "batchQuietTime", "10s")) {
            parameters.mistake(
                    "batchSchedule and batchQuietTime are both set; a batch is closed at set times or when nothing comes: leave one out.");
        }
        if (parameters.text("batchTimeZone") != null && parameters.text("batchSchedule") == null) {
            parameters.mistake("batchTimeZone is set, but batchSchedule is not: there are no times to read by it.");
        }
    }

    private static @Nullable BatchSchedule schedule(SourceParameters parameters) {
        ZoneId zone = ZoneId.systemDefault();
        String zoneName = parameters.text("batchTimeZone");
        if (zoneName != null) {
            try {
                zone = ZoneId.of(zoneName);
            } catch (DateTimeException e) {
                parameters.mistake(
                        "batchTimeZone is \"%s\"; it is a zone such as Europe/Berlin or UTC.".formatted(zoneName));
            }
        }
        String cron = parameters.text("batchSchedule");
        if (cron == null) {
            return null;
        }
        try {
            return BatchSchedule.of(cron, zone);
        } catch (IllegalArgumentException e) {
            parameters.mistake(
                    "batchSchedule is \"%s\"; it is a cron expression of five fields, such as \"0 18 * * MON-FRI\" for 18:00 on working days (%s)."
                            .formatted(cron, e.getMessage()));
            return null;
        }
    }

    private static @Nullable DoneMarker marker(SourceParameters parameters) {
        String pattern = parameters.text("doneMarker");
        if (pattern == null) {
            return null;
        }
        try {
            return DoneMarker.of(pattern);
        } catch (IllegalArgumentException e) {
            parameters.mistake("doneMarker is \"%s\"; it is a name such as {name}.done or {stem}.ok, but %s."
                    .formatted(pattern, e.getMessage()));
            return null;
        }
    }

    private static @Nullable String expand(SourceParameters parameters) {
        String text = parameters.text("expand");
        if (text == null || text.equals("none")) {
            return null;
        }
        Set<String> kinds = new TreeSet<>();
        Arrays.stream(text.split(","))
                .map(kind -> kind.strip().toLowerCase(Locale.ROOT))
                .forEach(kinds::add);
        if (!KINDS.containsAll(kinds)) {
            parameters.mistake("expand is \"%s\"; it is none, zip, eml or zip,eml.".formatted(text));
        }
        return String.join(",", kinds);
    }
}
