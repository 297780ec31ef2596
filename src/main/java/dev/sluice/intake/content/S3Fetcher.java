package dev.sluice.intake.content;

import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Content;
import dev.sluice.artifact.s3.S3Objects;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.document.Locator;

/** Fetches objects from S3 stores, in the version that was listed. */
final class S3Fetcher implements ContentFetcher {
    private final S3Objects objects;

    S3Fetcher(S3Objects objects) {
        this.objects = objects;
    }

    @Override
    public Locator.Kind kind() {
        return Locator.Kind.S3;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SluiceException also {@code SOURCE_CHANGED}, {@code STORAGE_NOT_FOUND} and {@code STORAGE_REFUSED}
     */
    @Override
    public FetchedContent open(ClaimedJob job, String sourceId, Locator locator) {
        try {
            S3Address address = S3Address.parse(locator.address());
            S3Content content = objects.open(address, locator.connection(), locator.etag(), locator.versionId());
            return new FetchedContent(
                    content.bytes(), content.size(), DocumentKey.lastPart(address.key()), content.mediaType());
        } catch (IllegalArgumentException e) {
            throw new SluiceException(
                    ErrorCode.SOURCE_REFUSED, "The address of the document is none: " + e.getMessage() + ".", e);
        } catch (SluiceException e) {
            if (e.failure().code() == ErrorCode.STORAGE_UNAVAILABLE) {
                throw new SluiceException(
                        ErrorCode.SOURCE_UNAVAILABLE, e.failure().message(), e);
            }
            throw e;
        }
    }
}
