package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Address;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of an object.
 *
 * @param address where it lies now
 * @param etag the version that it is there
 */
record Settled(State state, S3Address address, @Nullable String etag) {
    /** The words of the table. */
    enum State {
        /** As configured, or since its bytes never arrived here. */
        LEFT,
        MOVED,
        TAGGED,
        DELETED,
        /** Another version had taken its place before. */
        CHANGED,
        /** Somebody had taken it away before. */
        GONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It is where it was. */
    static Settled stays(State state, AwaitedObject object) {
        return new Settled(state, object.address(), object.etag());
    }
}
