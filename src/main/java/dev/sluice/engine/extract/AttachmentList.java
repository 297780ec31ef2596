package dev.sluice.engine.extract;

import java.util.ArrayList;
import java.util.List;

/** The names of documents inside a document: they are told, so that nobody takes them for read. */
public final class AttachmentList {
    private static final int MOST_NAMED = 20;
    private static final int LONGEST_NAME = 120;

    private final List<String> names = new ArrayList<>();
    private int count;

    /** Notes one attachment. */
    public void add(String name) {
        count++;
        if (names.size() < MOST_NAMED) {
            String line = Texts.oneLine(name);
            names.add(line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "…" : line);
        }
    }

    /** The names noted, at most the first twenty. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Warns {@code ATTACHMENTS_NOT_EXTRACTED} if there were any. */
    public void report(DocumentSink sink) {
        if (count > 0) {
            String more = count > names.size() ? " and " + (count - names.size()) + " more" : "";
            sink.warn(
                    "ATTACHMENTS_NOT_EXTRACTED",
                    "The document holds " + count + (count == 1 ? " attachment" : " attachments")
                            + " whose text is not part of this result: " + String.join(", ", names) + more
                            + ". Submit them as documents of their own.");
        }
    }
}
