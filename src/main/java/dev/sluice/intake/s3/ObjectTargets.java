package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.S3Address;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import java.util.UUID;

/** The keys that objects get where they are moved to. */
final class ObjectTargets {
    private ObjectTargets() {}

    /** The same key below the other prefix. */
    static S3Address own(AwaitedObject object, S3Address watched, S3Address place) {
        S3Address key = object.key();
        boolean below = key.bucket().equals(watched.bucket()) && key.key().startsWith(watched.key());
        String path = below
                ? key.key().substring(watched.key().length())
                : key.key().substring(key.key().lastIndexOf('/') + 1);
        return address(place.bucket(), place.key() + path);
    }

    /** With {@code ~} and the job's id before its ending, where something of that name is there already. */
    static S3Address marked(S3Address address, UUID jobId) {
        String key = address.key();
        int slash = key.lastIndexOf('/');
        int dot = key.lastIndexOf('.');
        int end = dot > slash + 1 && key.length() - dot <= 12 ? dot : key.length();
        return address(address.bucket(), key.substring(0, end) + "~" + jobId + key.substring(end));
    }

    private static S3Address address(String bucket, String key) {
        try {
            return new S3Address(bucket, key);
        } catch (IllegalArgumentException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_REFUSED,
                    "Cannot move an object to s3://%s/%s: %s.".formatted(bucket, key, e.getMessage()),
                    e);
        }
    }
}
