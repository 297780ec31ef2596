package dev.sluice.engine.parser;

import dev.sluice.batch.Failure;
import dev.sluice.engine.Extraction;
import org.jspecify.annotations.Nullable;

/**
 * A parser process's answer: exactly one of the two is set, or neither for its first frame, which only says that it
 * is ready.
 */
public record ParseReply(
        @Nullable Extraction extraction, @Nullable Failure failure) {
    /** The first frame of a process. */
    public static final ParseReply READY = new ParseReply(null, null);
}
