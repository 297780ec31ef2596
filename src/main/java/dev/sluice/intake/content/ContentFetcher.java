package dev.sluice.intake.content;

import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.Locator;

/**
 * Fetches documents of one kind of place when their job needs them. What is common to all kinds happens outside: storing
 * and hashing the bytes, {@code sluice.limits.file-size}, comparing declared and real length, remembering the content so
 * that a later attempt does not fetch it again.
 */
interface ContentFetcher {
    /** The one kind it fetches; there is one fetcher for each. */
    Locator.Kind kind();

    /**
     * Opens the document in the version that the locator names.
     *
     * @param job the claim it is fetched for
     * @param sourceId who named the document; what that source sends along is sent along
     * @return the open document; the caller closes it. An {@code IOException} while it is read is transient, unless it
     *     has a {@link SluiceException} as its cause, which then is the reason
     * @throws SluiceException {@code SOURCE_GONE} if it is not there, or not in that version any more;
     *     {@code SOURCE_UNAVAILABLE} if another attempt may succeed; {@code SOURCE_REFUSED} if it was refused for good;
     *     {@code URL_NOT_ALLOWED} if the egress guard forbids the address
     */
    FetchedContent open(ClaimedJob job, String sourceId, Locator locator);
}
