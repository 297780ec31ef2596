package dev.sluice.intake;

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

/** Reads the parameters of {@code folder-source}: collects every mistake, then reports all at once. */
final class FolderParameters {
    private static final Set<String> NAMES = Set.of(
            "sourceId",
            "directory",
            "operation",
            "engine",
            "options",
            "workers",
            "weight",
            "include",
            "exclude",
            "recursive",
            "pollInterval",
            "quietTime",
            "minimumAge",
            "batchQuietTime",
            "batchMaxSize",
            "output");
    private static final Pattern SOURCE_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Map<String, String> given;
    private final List<String> mistakes = new ArrayList<>();

    private FolderParameters(Map<String, String> given) {
        this.given = given;
    }

    /** The settings, and what is wrong with them: then they are no good. */
    record Reading(FolderSettings settings, List<String> mistakes) {}

    /**
     * Reads them.
     *
     * @param home {@code sluice.home}; a relative directory counts from the working directory
     */
    static Reading read(
            Map<String, String> given,
            String tenantId,
            Path home,
            IntakeSettings defaults,
            EngineChoice engines,
            ObjectMapper json) {
        FolderParameters parameters = new FolderParameters(given);
        parameters.refuseUnknown();
        String sourceId = parameters.sourceId();
        Operation operation = parameters.operation();
        String engine = parameters.engine(operation, engines);
        FolderSettings settings = new FolderSettings(
                tenantId,
                sourceId,
                parameters.path("directory", null),
                operation,
                engine,
                parameters.options(operation, engine, engines, json),
                parameters.number("workers", 4, 1, NewBatch.MAX_WORKERS),
                parameters.number("weight", 1, 1, 100),
                parameters.globs("include", "**"),
                parameters.globs("exclude", ""),
                parameters.flag("recursive", true),
                parameters.duration("pollInterval", Duration.ofSeconds(1), Duration.ofMillis(10)),
                parameters.duration("quietTime", defaults.quietTime(), Duration.ZERO),
                parameters.duration("minimumAge", defaults.minimumAge(), Duration.ZERO),
                parameters.duration("batchQuietTime", Duration.ofSeconds(10), Duration.ofMillis(1)),
                parameters.number("batchMaxSize", 1_000, 1, 1_000_000),
                parameters.path("output", home.resolve("results").resolve(sourceId)));
        return new Reading(settings, parameters.mistakes);
    }

    private void refuseUnknown() {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(NAMES);
        for (String name : unknown) {
            mistakes.add("There is no parameter \"%s\"; a folder source has %s."
                    .formatted(name, NAMES.stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    private String sourceId() {
        String id = text("sourceId");
        if (id == null) {
            mistakes.add("The parameter sourceId is missing: a name for this source, such as \"invoices\".");
            return "unnamed";
        }
        if (id.length() > 60 || !SOURCE_ID.matcher(id).matches()) {
            mistakes.add(
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
        mistakes.add("operation is \"%s\"; it is one of %s."
                .formatted(
                        word,
                        Arrays.stream(Operation.values()).map(Operation::word).collect(Collectors.joining(", "))));
        return Operation.EXTRACT;
    }

    private String engine(Operation operation, EngineChoice engines) {
        String engine = text("engine");
        return engine == null ? engines.engineFor(operation) : engine;
    }

    private @Nullable String options(Operation operation, String engine, EngineChoice engines, ObjectMapper json) {
        String options = text("options");
        try {
            if (json.readTree(options == null ? "{}" : options) instanceof ObjectNode object) {
                engines.check(operation, engine, object);
                return options;
            }
            mistakes.add("options is JSON, but no object; it begins with \"{\".");
        } catch (SluiceException e) {
            mistakes.add(e.getMessage());
        } catch (JsonProcessingException e) {
            mistakes.add("options is no JSON: " + e.getOriginalMessage() + ".");
        }
        return null;
    }

    private Path path(String name, @Nullable Path otherwise) {
        String text = text(name);
        try {
            if (text != null) {
                return Path.of(text).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            mistakes.add("%s is \"%s\", which is not a path this system can name.".formatted(name, text));
        }
        if (otherwise == null) {
            if (text == null) {
                mistakes.add("The parameter %s is missing: the folder to watch.".formatted(name));
            }
            return Path.of("").toAbsolutePath();
        }
        return otherwise.toAbsolutePath().normalize();
    }

    private int number(String name, int otherwise, int least, int most) {
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
        mistakes.add("%s is \"%s\"; it is a number from %d to %d.".formatted(name, text, least, most));
        return otherwise;
    }

    private boolean flag(String name, boolean otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            mistakes.add("%s is \"%s\"; it is true or false.".formatted(name, text));
        }
        return text.equals("true");
    }

    private Duration duration(String name, Duration otherwise, Duration least) {
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
        mistakes.add("%s is \"%s\"; it is a time with its unit, such as 5s or 1m%s."
                .formatted(name, text, least.isZero() ? "" : ", at least " + least.toMillis() + "ms"));
        return otherwise;
    }

    private List<Glob> globs(String name, String otherwise) {
        String text = text(name);
        try {
            return Glob.list(text == null ? otherwise : text);
        } catch (IllegalArgumentException e) {
            mistakes.add(name + ": " + e.getMessage() + ".");
            return Glob.list(otherwise);
        }
    }

    private @Nullable String text(String name) {
        String text = given.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
