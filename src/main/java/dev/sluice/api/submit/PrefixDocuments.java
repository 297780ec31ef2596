package dev.sluice.api.submit;

import dev.sluice.artifact.s3.ListedObject;
import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.artifact.s3.S3Page;
import dev.sluice.artifact.s3.S3Prefix;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.document.Locator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lies below an S3 prefix, as documents. */
public class PrefixDocuments {
    private final S3Listing listing;
    private final ListingSettings settings;
    private final LongSupplier nanoTime;

    PrefixDocuments(S3Listing listing, ListingSettings settings, LongSupplier nanoTime) {
        this.listing = listing;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * Lists as much as a client waits for.
     *
     * @param prefix {@code s3://bucket/folder}
     * @return what was found, and where to go on if that is not all
     * @throws dev.sluice.batch.SluiceException {@code INVALID_SOURCE}, {@code STORAGE_NOT_FOUND},
     *     {@code STORAGE_REFUSED} or {@code STORAGE_UNAVAILABLE}
     */
    public DocumentSet list(String prefix) {
        return list(listing.prefix(prefix, null), null, settings.keys());
    }

    /** Lists the next page, or the next few if they are empty. */
    DocumentSet next(DocumentSet.Rest rest) {
        return list(rest.prefix(), rest.cursor(), 1);
    }

    private DocumentSet list(S3Prefix prefix, @Nullable String after, int enough) {
        long end = nanoTime.getAsLong() + settings.time().toNanos();
        List<ApiDocument> documents = new ArrayList<>();
        String cursor = after;
        try (Stream<S3Page> pages = listing.pages(prefix, after)) {
            for (Iterator<S3Page> page = pages.iterator(); page.hasNext(); ) {
                if (documents.size() >= enough || nanoTime.getAsLong() - end > 0) {
                    return new DocumentSet(documents, new DocumentSet.Rest(prefix, cursor));
                }
                S3Page next = page.next();
                next.objects().forEach(object -> documents.add(document(prefix, object)));
                cursor = next.cursor() == null ? cursor : next.cursor();
            }
        }
        return DocumentSet.of(documents);
    }

    private static ApiDocument document(S3Prefix prefix, ListedObject object) {
        return ApiDocument.at(
                Locator.s3(prefix.address().bucket(), object.key(), prefix.connection(), object.etag(), null),
                object.lastPart(),
                null);
    }
}
