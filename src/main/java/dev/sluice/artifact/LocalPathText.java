package dev.sluice.artifact;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** Judges the text of a {@code local_path}: what could be read as something else than plain folder names is refused. */
final class LocalPathText {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 32;
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private LocalPathText() {}

    /**
     * The folder names of a path, one after the other.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static List<String> names(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("it is longer than %,d bytes".formatted(LONGEST));
        }
        if (text.codePoints().anyMatch(LocalPathText::isInvisible)) {
            throw new IllegalArgumentException("it holds control characters");
        }
        // As a file system that unifies characters would read it.
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (String seen : List.of(text, plain)) {
            if (seen.chars().anyMatch(c -> "\\:*?\"<>|%$#{};`".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("it holds one of \\ : * ? \" < > | % $ # { } ; `");
            }
        }
        String inner = text.startsWith("/") ? text.substring(1) : text;
        if (!plain.chars()
                .filter(c -> c == '/')
                .boxed()
                .toList()
                .equals(text.chars().filter(c -> c == '/').boxed().toList())) {
            throw new IllegalArgumentException("it holds a character that looks like a slash");
        }
        List<String> names =
                List.of((inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner).split("/", -1));
        if (names.size() > DEEPEST) {
            throw new IllegalArgumentException("it is deeper than %d folders".formatted(DEEPEST));
        }
        names.forEach(LocalPathText::check);
        return names;
    }

    private static void check(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
        if (plain.isBlank()) {
            throw new IllegalArgumentException("it holds a folder without a name");
        }
        if (plain.startsWith(".")) {
            throw new IllegalArgumentException("a folder's name begins with a dot");
        }
        if (plain.startsWith("~") || plain.startsWith("-") || plain.startsWith("@") || plain.startsWith(" ")) {
            throw new IllegalArgumentException("a folder's name begins with ~ - @ or a blank");
        }
        if (plain.endsWith(".") || plain.endsWith(" ")) {
            throw new IllegalArgumentException("a folder's name ends in a dot or a blank");
        }
        if (RESERVED.matcher(plain).matches()) {
            throw new IllegalArgumentException("%s is a device on some systems".formatted(name));
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new IllegalArgumentException("a folder's name is longer than %d bytes".formatted(LONGEST_NAME));
        }
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
