package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What is done with an object once its job is final.
 *
 * @param target below which it is moved; null for anything but {@link Kind#MOVE}
 */
record Aftercare(Kind kind, @Nullable S3Prefix target) {
    /** The kinds. */
    enum Kind {
        LEAVE,
        TAG,
        DELETE,
        MOVE
    }

    static final Aftercare LEAVE = new Aftercare(Kind.LEAVE, null);

    boolean isLeave() {
        return kind == Kind.LEAVE;
    }
}
