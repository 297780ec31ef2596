package dev.sluice.intake.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern over keys: {@code *} within a name, {@code **} over folders, {@code ?}, {@code [a-z]}, {@code {a,b}}. Upper
 * and lower case count as the same, since scanners write {@code SCAN.PDF}; a pattern without a slash is one for the name,
 * in whichever folder.
 */
public record Glob(String text, Pattern pattern) {

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Glob of(String text) {
        String whole = text.contains("/") || text.equals("**") ? text : "**/" + text;
        try {
            return new Glob(
                    text,
                    Pattern.compile(regex(whole), Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a pattern: " + e.getDescription(), e);
        }
    }

    /** Reads patterns separated by commas; a comma in braces separates none. */
    static List<Glob> list(String text) {
        List<Glob> globs = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ',' && (depth <= 0 || i == text.length())) {
                String one = text.substring(from, i).strip();
                if (!one.isEmpty()) {
                    globs.add(of(one));
                }
                from = i + 1;
            }
        }
        return globs;
    }

    /** Whether it is a pattern of that key. */
    public boolean matches(String key) {
        return pattern.matcher(key).matches();
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    if (glob.startsWith("**/", i)) {
                        regex.append("(?:.*/)?");
                        i += 2;
                    } else if (glob.startsWith("**", i)) {
                        regex.append(".*");
                        i++;
                    } else {
                        regex.append("[^/]*");
                    }
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    regex.append("(?:");
                    depth++;
                }
                case '}' -> {
                    regex.append(depth > 0 ? ")" : "\\}");
                    depth = Math.max(0, depth - 1);
                }
                case ',' -> regex.append(depth > 0 ? "|" : ",");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    if (end < 0) {
                        throw new PatternSyntaxException("a \"[\" without a \"]\"", glob, i);
                    }
                    String members =
                            glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                    regex.append('[')
                            .append(members.startsWith("!") ? "^" + members.substring(1) : members)
                            .append(']');
                    i = end;
                }
                default -> {
                    int codePoint = glob.codePointAt(i);
                    regex.append(Pattern.quote(Character.toString(codePoint)));
                    i += Character.charCount(codePoint) - 1;
                }
            }
        }
        if (depth > 0) {
            throw new PatternSyntaxException("a \"{\" without a \"}\"", glob, glob.length());
        }
        return regex.toString();
    }
}
