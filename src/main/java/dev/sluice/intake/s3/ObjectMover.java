package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.ObjectFacts;
import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Prefix;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.s3.Settled.State;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * Does with one object what is configured: only with the very version that was worked on, and so that a death between any
 * two steps costs only a repetition. A move is copy, look, delete; its target is written down before the copy.
 */
final class ObjectMover {
    private final ObjectSteps steps;
    private final OriginalTable table;

    ObjectMover(ObjectSteps steps, OriginalTable table) {
        this.steps = steps;
        this.table = table;
    }

    /**
     * Does it.
     *
     * @param status {@code completed} or {@code failed}
     * @throws SluiceException if it cannot be done now
     */
    Settled settle(AwaitedObject object, S3SourceSettings settings, Aftercare aftercare, UUID jobId, String status) {
        String etag = object.etag();
        if (etag == null || aftercare.isLeave()) {
            return Settled.stays(State.LEFT, object);
        }
        @Nullable String connection = settings.prefix().connection();
        try {
            return switch (aftercare.kind()) {
                case LEAVE -> Settled.stays(State.LEFT, object);
                case TAG -> {
                    steps.tag(object.address(), etag, connection, status);
                    yield Settled.stays(State.TAGGED, object);
                }
                case DELETE -> {
                    if (!object.kept()) {
                        yield Settled.stays(State.LEFT, object); // there would be no copy of it anywhere
                    }
                    steps.delete(object.address(), etag, connection);
                    yield Settled.stays(State.DELETED, object);
                }
                case MOVE -> move(object, etag, settings, Objects.requireNonNull(aftercare.target()), jobId);
            };
        } catch (SluiceException e) {
            if (e.failure().code() == ErrorCode.SOURCE_GONE) {
                return Settled.stays(State.GONE, object);
            }
            if (e.failure().code() == ErrorCode.SOURCE_CHANGED) {
                return Settled.stays(State.CHANGED, object);
            }
            throw e;
        }
    }

    private Settled move(AwaitedObject object, String etag, S3SourceSettings settings, S3Prefix place, UUID jobId) {
        S3Address from = object.address();
        @Nullable String connection = settings.prefix().connection();
        if (isBelow(from, place.address())) {
            return Settled.stays(State.MOVED, object); // by an earlier job of the same document
        }
        Optional<ObjectFacts> source = steps.look(from, connection).filter(facts -> etag.equals(facts.etag()));
        S3Address to = object.target();
        Optional<ObjectFacts> copy = to == null ? Optional.empty() : steps.look(to, connection);
        if (source.isEmpty()) {
            // Our own copy of an earlier life, whose original is gone as it should be.
            return to != null && copy.isPresent()
                    ? new Settled(State.MOVED, to, copy.get().etag())
                    : Settled.stays(steps.look(from, connection).isPresent() ? State.CHANGED : State.GONE, object);
        }
        if (to == null || (copy.isPresent() && !isCopy(copy.get(), source.get()))) {
            to = plan(object, settings, place, jobId);
            copy = Optional.empty();
        }
        ObjectFacts arrived = copy.isPresent() ? copy.get() : steps.copy(from, etag, to, connection);
        if (!isCopy(arrived, source.get())) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "Cannot move %s to %s: what arrived there has %,d bytes, not %,d."
                            .formatted(from, to, arrived.size(), source.get().size()));
        }
        delete(from, etag, connection);
        return new Settled(State.MOVED, to, arrived.etag());
    }

    private void delete(S3Address from, String etag, @Nullable String connection) {
        try {
            steps.delete(from, etag, connection);
        } catch (SluiceException e) {
            // Gone is as well; and a version that was put there during the move is a document of its own.
            if (e.failure().code() != ErrorCode.SOURCE_GONE && e.failure().code() != ErrorCode.SOURCE_CHANGED) {
                throw e;
            }
        }
    }

    /** A multipart upload's tag says nothing about its bytes, and its copy has another. */
    private static boolean isCopy(ObjectFacts copy, ObjectFacts source) {
        boolean comparable = isPlain(copy.etag()) && isPlain(source.etag());
        return copy.size() == source.size() && (!comparable || Objects.equals(copy.etag(), source.etag()));
    }

    private static boolean isPlain(@Nullable String etag) {
        return etag != null && !etag.contains("-");
    }

    private S3Address plan(AwaitedObject object, S3SourceSettings settings, S3Prefix place, UUID jobId) {
        S3Address own = ObjectTargets.own(object, settings.prefix().address(), place.address());
        if (steps.look(own, settings.prefix().connection()).isEmpty()) {
            try {
                table.plan(object.id(), own);
                return own;
            } catch (DuplicateKeyException e) {
                // another object of that name is on its way there
            }
        }
        S3Address marked = ObjectTargets.marked(own, jobId);
        table.plan(object.id(), marked);
        return marked;
    }

    private static boolean isBelow(S3Address address, S3Address prefix) {
        return address.bucket().equals(prefix.bucket()) && address.key().startsWith(prefix.key());
    }
}
