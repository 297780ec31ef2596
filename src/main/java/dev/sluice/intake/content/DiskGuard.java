package dev.sluice.intake.content;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/** Stops acceptance before the disk is full: what was accepted must still be worked on and written down. */
public final class DiskGuard {
    private final DataSize least;
    private final LongSupplier usableBytes;

    /**
     * @param usableBytes free where documents are kept
     */
    DiskGuard(DataSize least, LongSupplier usableBytes) {
        this.least = least;
        this.usableBytes = usableBytes;
    }

    /** Why nothing can be accepted now, in a sentence; empty when all is well. */
    public Optional<String> refusal() {
        long usable;
        try {
            usable = usableBytes.getAsLong();
        } catch (UncheckedIOException e) {
            return Optional.of("Nothing can be kept now, and new files wait: %s.".formatted(e.getMessage()));
        }
        if (usable >= least.toBytes()) {
            return Optional.empty();
        }
        return Optional.of(
                "Only %d MB are free where documents are kept, less than sluice.limits.free-space (%d MB): new files wait until there is room."
                        .formatted(usable / 1_048_576, least.toMegabytes()));
    }
}
