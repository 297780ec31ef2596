package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.ListedObject;
import dev.sluice.artifact.s3.S3Listing;
import dev.sluice.artifact.s3.S3Page;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.content.IntakeLimits;
import dev.sluice.intake.remote.RemoteAcceptance;
import dev.sluice.intake.remote.RemoteDocument;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.PreviewTally;
import dev.sluice.intake.source.SkipReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a round through a prefix would take, and what not and why: lists and compares, reads no object and writes nothing. */
final class S3Preview {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST = 200_000;

    private final S3Listing listing;
    private final RemoteAcceptance acceptance;
    private final IntakeLimits limits;
    private final Clock clock;

    S3Preview(S3Listing listing, RemoteAcceptance acceptance, IntakeLimits limits, Clock clock) {
        this.listing = listing;
        this.acceptance = acceptance;
        this.limits = limits;
        this.clock = clock;
    }

    Preview of(S3SourceSettings settings, int names) {
        Instant begun = clock.instant();
        PreviewTally tally = new PreviewTally(names);
        try (Stream<S3Page> pages = listing.pages(settings.prefix(), null)) {
            Iterator<S3Page> left = pages.iterator();
            while (left.hasNext()) {
                if (tally.total() >= MOST || !clock.instant().isBefore(begun.plus(LONGEST))) {
                    return tally.preview(false);
                }
                count(settings, left.next(), tally, begun);
            }
            return tally.preview(true);
        } catch (SluiceException e) {
            throw new UncheckedIOException(
                    e.failure().message(), new IOException(e.failure().message(), e));
        }
    }

    private void count(S3SourceSettings settings, S3Page page, PreviewTally tally, Instant now) {
        Map<ListedObject, RemoteDocument> wanted = new LinkedHashMap<>();
        for (ListedObject object : page.objects()) {
            SkipReason reason = reason(settings, object, now);
            if (reason == null) {
                wanted.put(object, ObjectPages.document(settings, object));
            } else {
                tally.skip(settings.path(object.key()), object.size(), reason);
            }
        }
        Set<RemoteDocument> unknown =
                new HashSet<>(acceptance.unknown(settings.source(), List.copyOf(wanted.values())));
        wanted.forEach((object, document) -> {
            String name = settings.path(object.key());
            if (!unknown.contains(document)) {
                tally.skip(name, object.size(), SkipReason.ALREADY_SEEN);
            } else if (object.size() > limits.fileSize().toBytes()) {
                tally.skip(name, object.size(), SkipReason.TOO_LARGE);
            } else {
                tally.take(name, object.size());
            }
        });
    }

    private static @Nullable SkipReason reason(S3SourceSettings settings, ListedObject object, Instant now) {
        if (!settings.wants(object.key())) {
            return SkipReason.EXCLUDED;
        }
        return ObjectPages.isTooYoung(settings, object, now) ? SkipReason.TOO_YOUNG : null;
    }
}
