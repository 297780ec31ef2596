package dev.sluice.intake.folder;

import dev.sluice.intake.document.DocumentKey;
import java.util.Locale;

/**
 * How the file is called that says of another one that it is complete: {@code {name}.done} or {@code {stem}.ok}, in the
 * same folder. Upper and lower case count as the same.
 *
 * @param stem whether the document's ending is left out
 * @param before what stands before the name, in lower case
 * @param after what stands behind it, in lower case
 */
record DoneMarker(boolean stem, String before, String after) {
    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException in words, if it is none
     */
    static DoneMarker of(String pattern) {
        String placeholder = pattern.contains("{stem}") ? "{stem}" : "{name}";
        int at = pattern.indexOf(placeholder);
        if (at < 0) {
            throw new IllegalArgumentException("it names neither {name} nor {stem}");
        }
        String before = pattern.substring(0, at);
        String after = pattern.substring(at + placeholder.length());
        String rest = before + after;
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("it takes {name} or {stem}, once");
        }
        if (rest.isBlank()) {
            throw new IllegalArgumentException("the marker would have the document's own name");
        }
        if (rest.contains("/") || rest.contains("\\")) {
            throw new IllegalArgumentException("the marker lies beside its document: no folder can be named");
        }
        String example = before + "x" + after;
        if (FileNames.isHidden(example) || FileNames.isUnfinishedOrOurs(example)) {
            throw new IllegalArgumentException("files called like that are left alone, being hidden or unfinished");
        }
        return new DoneMarker(placeholder.equals("{stem}"), lower(before), lower(after));
    }

    /** Whether a file is one, and no document. */
    boolean isMarker(String key) {
        String name = lower(DocumentKey.lastPart(key));
        return name.length() > before.length() + after.length() && name.startsWith(before) && name.endsWith(after);
    }

    /** What the marker of a document is found by, see {@link #id}. */
    String idFor(String documentKey) {
        String name = DocumentKey.lastPart(documentKey);
        String parent = documentKey.substring(0, documentKey.length() - name.length());
        int dot = name.lastIndexOf('.');
        String named = stem && dot > 0 ? name.substring(0, dot) : name;
        return parent + before + lower(named) + after;
    }

    /** What a marker is found by. */
    static String id(String markerKey) {
        String name = DocumentKey.lastPart(markerKey);
        return markerKey.substring(0, markerKey.length() - name.length()) + lower(name);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
