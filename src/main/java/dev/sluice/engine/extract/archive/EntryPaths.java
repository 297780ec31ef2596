package dev.sluice.engine.extract.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes paths of what archives call their entries: harmless ones, each given once. */
final class EntryPaths {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    private static final int LONGEST_PART = 200;
    private static final int LONGEST = 1_000;
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini", "__macosx");

    private final Set<String> given = new HashSet<>();

    /** Why an entry of that name is not taken; null if nothing speaks against it. */
    static @Nullable String refusal(String name) {
        String path = name.replace('\\', '/');
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            return "its name is an absolute path";
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                return "its name leads out of the archive";
            }
            if (part.startsWith("._") || LITTER.contains(part.toLowerCase(Locale.ROOT)) || part.equals(".DS_Store")) {
                return "it was left by the program that packed the archive, and is no document";
            }
            if (part.startsWith(".") && part.length() > 1) {
                return "it is hidden";
            }
        }
        return null;
    }

    /** A path that nothing else has. */
    String path(String name) {
        String path = harmless(name);
        String free = path;
        for (int number = 2; !given.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = marked(path, "~" + number);
        }
        return free;
    }

    /** For people, of what is not taken. */
    static String harmless(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : name.replace('\\', '/').split("/", -1)) {
            String clean = cut(visible(part).strip());
            if (!clean.isEmpty() && !clean.equals(".")) {
                parts.add(clean);
            }
        }
        String path = String.join("/", parts);
        if (path.isEmpty()) {
            return "document";
        }
        return path.length() <= LONGEST ? path : parts.get(parts.size() - 1);
    }

    /** Without control characters, line ends, and those that turn the direction of text. */
    private static String visible(String part) {
        StringBuilder text = new StringBuilder();
        part.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            text.appendCodePoint(hidden ? '_' : c);
        });
        return text.toString();
    }

    private static String cut(String part) {
        if (part.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PART) {
            return part;
        }
        int dot = part.lastIndexOf('.');
        String ending = dot > 0 && part.length() - dot <= 12 ? part.substring(dot) : "";
        String start = part.substring(0, part.length() - ending.length());
        while ((start + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + ending;
    }

    private static String marked(String path, String mark) {
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        return dot > slash + 1 ? path.substring(0, dot) + mark + path.substring(dot) : path + mark;
    }
}
