package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.ObjectFacts;
import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Originals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps that change what lies in a bucket, one by one: between any two of them the program may die. */
class ObjectSteps {
    static final String TAG = "sluice-status";

    private final S3Originals objects;

    ObjectSteps(S3Originals objects) {
        this.objects = objects;
    }

    Optional<ObjectFacts> look(S3Address address, @Nullable String connection) {
        return objects.look(address, connection);
    }

    ObjectFacts copy(S3Address from, String etag, S3Address to, @Nullable String connection) {
        return objects.copy(from, etag, to, connection);
    }

    void delete(S3Address address, String etag, @Nullable String connection) {
        objects.delete(address, etag, connection);
    }

    void tag(S3Address address, String etag, @Nullable String connection, String value) {
        objects.tag(address, etag, connection, TAG, value);
    }
}
