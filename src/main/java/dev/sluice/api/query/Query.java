package dev.sluice.api.query;

import dev.sluice.http.ApiException;
import dev.sluice.http.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of a request. What is unknown, given twice or out of range is refused: a filter that is ignored misleads. */
public final class Query {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Map<String, String[]> parameters;

    /**
     * The query of this request.
     *
     * @throws ApiException 400 if there is a parameter that is not {@code known}
     */
    public Query(HttpServletRequest request, String... known) {
        this.parameters = request.getParameterMap();
        Set<String> unknown = new TreeSet<>(parameters.keySet());
        List.of(known).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            List<ApiProblem.Detail> details = new ArrayList<>();
            unknown.forEach(name -> details.add(new ApiProblem.Detail(name, "UNKNOWN", "no such parameter here")));
            throw new ApiException(ApiProblem.invalid(
                    "There is no parameter " + String.join(", ", unknown)
                            + (known.length == 0
                                    ? "; none is taken."
                                    : "; known are " + String.join(", ", known) + "."),
                    details.toArray(ApiProblem.Detail[]::new)));
        }
    }

    /** What it says there; null if it is not there or empty. */
    @Nullable
    public String text(String name) {
        String[] values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw wrong(name, "must be given once only");
        }
        return values[0].isEmpty() ? null : values[0];
    }

    /** Up to 255 characters. */
    @Nullable
    public String reference(String name) {
        String text = text(name);
        if (text != null && text.length() > 255) {
            throw wrong(name, "must have at most 255 characters");
        }
        return text;
    }

    /** From 1 to {@code most}. */
    public int number(String name, int otherwise, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > most) {
            throw wrong(name, "must be a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    /** One of the words of an enumeration. */
    public <E extends Enum<E>> @Nullable E word(String name, Class<E> words) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(words, text);
        } catch (IllegalArgumentException e) {
            throw wrong(
                    name,
                    "must be one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(words.getEnumConstants())
                                            .map(Enum::name)
                                            .toList()));
        }
    }

    /** A time with its offset, between 1970 and 9999. */
    @Nullable
    public Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            // A plus sign that was not encoded arrives as a blank.
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
                throw wrong(name, "must be a time between 1970 and 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw wrong(name, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** Whether the sort is ascending; only the time of creation can be sorted by. */
    public boolean oldestFirst() {
        String sort = text("sort");
        if (sort == null || sort.equals("createdAt:desc")) {
            return false;
        }
        if (sort.equals("createdAt:asc")) {
            return true;
        }
        throw wrong("sort", "must be createdAt:desc or createdAt:asc");
    }

    /** The parameters that were given, in the order of their names. */
    public Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        parameters.forEach((name, values) -> given.put(name, values[0]));
        return Collections.unmodifiableMap(given);
    }

    /** The id in a path: what is none is the id of nothing. */
    public static UUID id(String text, String what) {
        return parse(text).orElseThrow(() -> notFound(what));
    }

    /** The id of that text, if it is one. */
    public static Optional<UUID> parse(@Nullable String text) {
        return text != null && UUID_TEXT.matcher(text).matches()
                ? Optional.of(UUID.fromString(text.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** 404. */
    public static ApiException notFound(String what) {
        return new ApiException(ApiProblem.notFound("There is no " + what + " of this id."));
    }

    /** 400, about one part of the request. */
    public static ApiException wrong(String path, String message) {
        return new ApiException(
                ApiProblem.invalid(path + " " + message + ".", new ApiProblem.Detail(path, "INVALID", message)));
    }

    /** 400, about one part of the request, with a sentence of somebody else's. */
    public static ApiException invalid(String path, String sentence) {
        return new ApiException(ApiProblem.invalid(sentence, new ApiProblem.Detail(path, "INVALID", sentence)));
    }
}
