package dev.sluice.engine.parser;

import dev.sluice.batch.Failure;
import dev.sluice.engine.ArchiveListing;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.OperationResult;
import org.jspecify.annotations.Nullable;

/**
 * A parser process's answer: exactly one of the four is set, or none for its first frame, which only says that it is
 * ready.
 */
public record ParseReply(
        @Nullable Extraction extraction,
        @Nullable OperationResult result,
        @Nullable ArchiveListing archive,
        @Nullable Failure failure) {
    /** The first frame of a process. */
    public static final ParseReply READY = new ParseReply(null, null, null, null);

    /** A document was extracted. */
    public static ParseReply of(Extraction extraction) {
        return new ParseReply(extraction, null, null, null);
    }

    /** An operation has its result. */
    public static ParseReply of(OperationResult result) {
        return new ParseReply(null, result, null, null);
    }

    /** An archive was taken apart. */
    public static ParseReply of(ArchiveListing archive) {
        return new ParseReply(null, null, archive, null);
    }

    /** There is no result, and why. */
    public static ParseReply of(Failure failure) {
        return new ParseReply(null, null, null, failure);
    }
}
