package dev.sluice.intake.folder;

import dev.sluice.artifact.Durable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which names in a watched folder are no documents. */
final class FileNames {
    /** Where originals of completed jobs go. */
    static final String DONE = "done";
    /** Where the others go. */
    static final String FAILED = "failed";
    /** What a receipt's name ends in. */
    static final String RECEIPT_SUFFIX = ".sluice.json";

    private static final List<String> UNFINISHED = List.of(
            ".part",
            ".partial",
            ".filepart",
            ".crdownload",
            ".download",
            ".tmp",
            ".swp",
            "~",
            Durable.TEMPORARY_SUFFIX,
            RECEIPT_SUFFIX);
    /** What file managers leave in every folder they show. */
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    private FileNames() {}

    static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    static boolean isReceiptFolder(String name) {
        return name.equals(DONE) || name.equals(FAILED);
    }

    /** Somebody's unfinished or auxiliary file, or one of our receipts. */
    static boolean isUnfinishedOrOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return UNFINISHED.stream().anyMatch(lower::endsWith)
                || lower.startsWith("~$") // an office program has the document of that name open
                || LITTER.contains(lower);
    }
}
