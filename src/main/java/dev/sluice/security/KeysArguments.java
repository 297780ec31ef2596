package dev.sluice.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed after {@code keys}.
 *
 * @param id for {@code revoke}, else empty
 * @param expires null: never
 * @param properties the hub's own, such as {@code --sluice.home=/srv/sluice}
 */
record KeysArguments(
        Verb verb,
        String id,
        String name,
        Scope scope,
        @Nullable Duration expires,
        String tenant,
        List<String> properties) {
    enum Verb {
        CREATE(Set.of("name", "scope", "expires", "tenant")),
        LIST(Set.of("tenant")),
        REVOKE(Set.of("tenant"));

        private final Set<String> options;

        Verb(Set<String> options) {
            this.options = options;
        }
    }

    private static final Pattern PERIOD = Pattern.compile("([1-9]\\d{0,5})([mhd])");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with a sentence for the person who typed them
     */
    static KeysArguments parse(List<String> arguments) {
        Verb verb = verb(arguments.get(0));
        Map<String, String> options = new HashMap<>();
        List<String> properties = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Iterator<String> rest = arguments.subList(1, arguments.size()).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String option = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (option.contains(".")) {
                properties.add(argument);
            } else if (!verb.options.contains(option)) {
                throw new IllegalArgumentException("keys " + word(verb) + " has no option --" + option + ".");
            } else if (equals < 0 && !rest.hasNext()) {
                throw new IllegalArgumentException("--" + option + " needs a value.");
            } else {
                options.put(option, equals < 0 ? rest.next() : argument.substring(equals + 1));
            }
        }
        return new KeysArguments(
                verb,
                id(verb, words),
                matching(
                        NAME,
                        options.getOrDefault("name", "unnamed"),
                        "--name must have 1 to 100 characters, no control characters."),
                scope(options.getOrDefault("scope", "write")),
                period(options.get("expires")),
                matching(
                        TENANT,
                        options.getOrDefault("tenant", FirstKey.TENANT),
                        "--tenant must be lower-case letters, digits, - and _, at most 63."),
                properties);
    }

    private static Verb verb(String word) {
        for (Verb verb : Verb.values()) {
            if (word(verb).equals(word)) {
                return verb;
            }
        }
        throw new IllegalArgumentException("There is no command 'keys " + word + "'.");
    }

    private static String word(Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }

    private static String id(Verb verb, List<String> words) {
        if (words.size() != (verb == Verb.REVOKE ? 1 : 0)) {
            throw new IllegalArgumentException(
                    verb == Verb.REVOKE
                            ? "keys revoke needs the id of one key; keys list shows them."
                            : "keys " + word(verb) + " does not take '" + words.get(0) + "'.");
        }
        return words.isEmpty() ? "" : words.get(0);
    }

    private static String matching(Pattern pattern, String value, String otherwise) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }

    private static Scope scope(String word) {
        return switch (word) {
            case "read" -> Scope.READ;
            case "write", "all" -> Scope.WRITE;
            default -> throw new IllegalArgumentException("--scope is read or write, not '" + word + "'.");
        };
    }

    private static @Nullable Duration period(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = PERIOD.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--expires is a number and m, h or d, such as 90d, not '" + text + "'.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
