package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.document.ShortNames;
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

    /** How often one document may be dropped again. */
    private static final int MOST = 9_999;

    private TargetNames() {}

    /** Names in the order of preference for an original of that name. */
    static Stream<String> of(String name, UUID jobId) {
        Stream<String> marked = IntStream.rangeClosed(1, MOST)
                .mapToObj(number -> ShortNames.marked(name, "~" + jobId + (number == 1 ? "" : "~" + number)));
        return ShortNames.length(name) <= LONGEST ? Stream.concat(Stream.of(name), marked) : marked;
    }

    /**
     * Keys for a result file: the document's with that ending; with the job's id where another has that name; at the top
     * where something of the parents' name is no folder.
     */
    static List<String> forResult(String key, UUID jobId, String ending) {
        String name = DocumentKey.lastPart(key);
        String parent = key.substring(0, key.length() - name.length());
        String top = key.startsWith("/") ? "/" : "";
        if (ShortNames.length(name) > ShortNames.LONGEST) {
            String shortened = ShortNames.marked(name, "~" + jobId) + ending;
            return List.of(parent + shortened, top + shortened);
        }
        String marked = name + "~" + jobId + ending;
        return List.of(key + ending, parent + marked, top + marked);
    }
}
