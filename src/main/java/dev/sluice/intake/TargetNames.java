package dev.sluice.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names an original may get in {@code done/} or {@code failed/}: its own; if that is taken, with {@code ~} and the
 * job's id before the ending, so that it still opens with a double click; and so on.
 */
final class TargetNames {
    /** File systems take 255 bytes a name; the receipt's ending must fit as well. */
    private static final int LONGEST = 255 - FileNames.RECEIPT_SUFFIX.length();

    private static final int LONGEST_START = LONGEST - 1 - 36 - 5;
    /** How often one document may be dropped again. */
    private static final int MOST = 9_999;

    private TargetNames() {}

    /** Names in the order of preference for an original of that name. */
    static Stream<String> of(String name, UUID jobId) {
        Stream<String> marked = IntStream.rangeClosed(1, MOST)
                .mapToObj(number -> marked(name, "~" + jobId + (number == 1 ? "" : "~" + number)));
        return length(name) <= LONGEST ? Stream.concat(Stream.of(name), marked) : marked;
    }

    /**
     * Keys for a result file: the document's with that ending; with the job's id where another has that name; at the top
     * where something of the parents' name is no folder.
     */
    static List<String> forResult(String key, UUID jobId, String ending) {
        String name = DocumentKey.lastPart(key);
        String parent = key.substring(0, key.length() - name.length());
        String top = key.startsWith("/") ? "/" : "";
        if (length(name) > LONGEST_START) {
            String shortened = marked(name, "~" + jobId) + ending;
            return List.of(parent + shortened, top + shortened);
        }
        String marked = name + "~" + jobId + ending;
        return List.of(key + ending, parent + marked, top + marked);
    }

    /** The name with a mark before its ending; shortened where it would be too long for a file system. */
    static String marked(String name, String mark) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        String start = name.substring(0, name.length() - ending.length());
        if (length(start) + length(ending) > LONGEST_START) {
            start = cut(start, LONGEST_START - length(ending));
        }
        return start + mark + ending;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String cut(String text, int bytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += length(Character.toString(codePoint));
            if (used > bytes) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        // Half of a percent-encoded byte would be no name.
        int percent = text.lastIndexOf('%', Math.max(0, end - 1));
        return text.substring(0, percent > end - 3 && percent >= 0 && end < text.length() ? percent : end);
    }
}
