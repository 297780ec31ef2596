package dev.sluice.intake.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Reads the parameters of a source of whatever kind: collects every mistake, then reports all at once. */
public final class SourceParameters {
    private static final Set<String> COMMON = Set.of(
            "sourceId",
            "operation",
            "engine",
            "options",
            "workers",
            "weight",
            "pollInterval",
            "schedule",
            "timeZone",
            "silence",
            "batchQuietTime",
            "batchMaxSize",
            "output");
    private static final Pattern SOURCE_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Map<String, String> given;
    private final List<String> mistakes = new ArrayList<>();

    /**
     * Refuses parameters that the kind does not have.
     *
     * @param kind for sentences, such as {@code a folder source}
     * @param own those it has besides the common ones
     */
    public SourceParameters(String kind, Set<String> own, Map<String, String> given) {
        this.given = given;
        Set<String> names = new TreeSet<>(COMMON);
        names.addAll(own);
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(names);
        for (String name : unknown) {
            mistake("There is no parameter \"%s\"; %s has %s.".formatted(name, kind, String.join(", ", names)));
        }
    }

    /** What is common to all sources. */
    public SourceSettings common(SourceDefaults defaults) {
        String sourceId = sourceId();
        Operation operation = operation();
        String engine = engine(operation, defaults.engines());
        return new SourceSettings(
                SourceSettings.TENANT,
                sourceId,
                operation,
                engine,
                options(operation, engine, defaults.engines(), defaults.json()),
                number("workers", 4, 1, NewBatch.MAX_WORKERS),
                number("weight", 1, 1, 100),
                duration("pollInterval", defaults.pollInterval(), Duration.ofMillis(10)),
                schedule(),
                text("silence") == null ? null : duration("silence", Duration.ofDays(1), Duration.ofSeconds(1)),
                duration("batchQuietTime", Duration.ofSeconds(10), Duration.ofMillis(1)),
                number("batchMaxSize", 1_000, 1, 1_000_000),
                path("output", defaults.home().resolve("results").resolve(sourceId)));
    }

    /** Something is wrong that only the kind itself can tell. */
    public void mistake(String sentence) {
        mistakes.add(sentence);
    }

    /** What is wrong, in sentences. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /**
     * Ends the reading.
     *
     * @throws SourceSettingsException naming everything that is wrong
     */
    public void requireCorrect() {
        if (!mistakes.isEmpty()) {
            throw new SourceSettingsException(given.getOrDefault("sourceId", "?"), mistakes);
        }
    }

    private String sourceId() {
        String id = text("sourceId");
        if (id == null) {
            mistake("The parameter sourceId is missing: a name for this source, such as \"invoices\".");
            return "unnamed";
        }
        if (id.length() > 60 || !SOURCE_ID.matcher(id).matches()) {
            mistake(
                    "sourceId is \"%s\"; it takes up to 60 lower-case letters and digits, with single hyphens between them."
                            .formatted(id));
            return "unnamed";
        }
        return id;
    }

    private Operation operation() {
        String word = text("operation");
        if (word == null) {
            return Operation.EXTRACT;
        }
        for (Operation operation : Operation.values()) {
            if (operation.word().equals(word)) {
                return operation;
            }
        }
        mistake("operation is \"%s\"; it is one of %s."
                .formatted(
                        word,
                        Arrays.stream(Operation.values()).map(Operation::word).collect(Collectors.joining(", "))));
        return Operation.EXTRACT;
    }

    private String engine(Operation operation, EngineChoice engines) {
        String engine = text("engine");
        return engines.engineFor(operation, engine);
    }

    private @Nullable String options(Operation operation, String engine, EngineChoice engines, ObjectMapper json) {
        String options = text("options");
        try {
            if (json.readTree(options == null ? "{}" : options) instanceof ObjectNode object) {
                engines.check(operation, engine, object);
                return options;
            }
            mistake("options is JSON, but no object; it begins with \"{\".");
        } catch (SluiceException e) {
            mistake(e.failure().message());
        } catch (JsonProcessingException e) {
            mistake("options is no JSON: " + e.getOriginalMessage() + ".");
        }
        return null;
    }

    private @Nullable Schedule schedule() {
        String schedule = text("schedule");
        ZoneId zone = timeZone(schedule);
        if (schedule == null) {
            return null;
        }
        if (text("pollInterval") != null) {
            mistake("pollInterval and schedule are both given; a source is looked at every so often or at set times.");
        }
        try {
            return Schedule.parse(schedule, zone);
        } catch (IllegalArgumentException e) {
            mistake("schedule is \"%s\": %s.".formatted(schedule, e.getMessage()));
            return null;
        }
    }

    private ZoneId timeZone(@Nullable String schedule) {
        String zone = text("timeZone");
        if (zone != null && schedule == null) {
            mistake("timeZone is given without a schedule; only a schedule has one.");
        }
        try {
            return Schedule.zone(zone == null ? "UTC" : zone);
        } catch (IllegalArgumentException e) {
            mistake(String.valueOf(e.getMessage()));
            return Schedule.zone("UTC");
        }
    }

    /** A path, absolute and normalised; required if there is no other. */
    public Path path(String name, @Nullable Path otherwise) {
        String text = text(name);
        try {
            if (text != null) {
                return Path.of(text).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            mistake("%s is \"%s\", which is not a path this system can name.".formatted(name, text));
        }
        if (otherwise == null) {
            if (text == null) {
                mistake("The parameter %s is missing: the folder to watch.".formatted(name));
            }
            return Path.of("").toAbsolutePath();
        }
        return otherwise.toAbsolutePath().normalize();
    }

    /** A whole number in a range. */
    public int number(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (NUMBER.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        mistake("%s is \"%s\"; it is a number from %d to %d.".formatted(name, text, least, most));
        return otherwise;
    }

    /** Yes or no. */
    public boolean flag(String name, boolean otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            mistake("%s is \"%s\"; it is true or false.".formatted(name, text));
        }
        return text.equals("true");
    }

    /** A time with its unit, such as {@code 5s}. */
    public Duration duration(String name, Duration otherwise, Duration least) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(text);
            if (duration.compareTo(least) >= 0 && !NUMBER.matcher(text).matches()) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // said below, in the same words as for a number without a unit
        }
        mistake("%s is \"%s\"; it is a time with its unit, such as 5s or 1m%s."
                .formatted(name, text, least.isZero() ? "" : ", at least " + least.toMillis() + "ms"));
        return otherwise;
    }

    /** Patterns separated by commas; see {@link Glob}. */
    public List<Glob> globs(String name, String otherwise) {
        String text = text(name);
        try {
            return Glob.list(text == null ? otherwise : text);
        } catch (IllegalArgumentException e) {
            mistake(name + ": " + e.getMessage() + ".");
            return Glob.list(otherwise);
        }
    }

    /** A text that is not empty, without space around it; null if there is none. */
    public @Nullable String text(String name) {
        String text = given.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
