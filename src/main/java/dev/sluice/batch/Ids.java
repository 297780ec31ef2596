package dev.sluice.batch;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Where ids come from: UUIDv7 (RFC 9562), made here and never by a database sequence. */
@Component
public class Ids {
    private final Supplier<UUID> source;

    public Ids() {
        this(UuidCreator::getTimeOrderedEpoch);
    }

    /** Ids from a source of the caller's, for tests. */
    public Ids(Supplier<UUID> source) {
        this.source = source;
    }

    /** The next id, greater than those before it on this node. */
    public UUID next() {
        return source.get();
    }
}
