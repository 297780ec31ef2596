package dev.sluice.engine.topic;

import org.jspecify.annotations.Nullable;

/** Which trait a media type is. */
final class MediaTypes {
    private MediaTypes() {}

    /** Null for types that hold documents of every kind, such as PDF. */
    static @Nullable Count count(String type) {
        if (type.contains("presentation") || type.contains("powerpoint")) {
            return Count.SLIDES;
        }
        if (type.contains("spreadsheet")
                || type.contains("excel")
                || type.contains("csv")
                || type.contains("tab-sep")) {
            return Count.SHEETS;
        }
        if (type.contains("rfc822") || type.contains("outlook")) {
            return Count.MAILS;
        }
        if (type.contains("html")) {
            return Count.WEB;
        }
        if (type.contains("epub")) {
            return Count.BOOKS;
        }
        if (type.endsWith("xml") && !type.contains("officedocument") || type.contains("json")) {
            return Count.MARKUP;
        }
        return type.equals("text/plain") ? Count.PLAIN : null;
    }
}
