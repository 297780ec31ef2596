package dev.sluice.intake.s3;

import dev.sluice.artifact.s3.ListedObject;
import dev.sluice.artifact.s3.S3Address;
import dev.sluice.artifact.s3.S3Page;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.document.Locator;
import dev.sluice.intake.remote.RemoteDocument;
import dev.sluice.intake.source.SourceReport.Trouble;
import dev.sluice.intake.source.SourceTurns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one round, each listed when it is asked for. Ends early, leaving the rest to a later poll, when the source
 * is stopped, the store fails, the disk is full or what was found cannot be accepted. Throws nothing for the store's sake.
 */
final class ObjectPages implements Iterator<FoundObjects> {
    private static final int LONGEST_ETAG = 300;

    private final S3Source source;
    private final Iterator<S3Page> pages;
    private final SourceTurns turns;
    private final DiskGuard disk;
    private final Clock clock;
    private @Nullable String cursor;
    private @Nullable FoundObjects ready;
    private boolean begun;
    private boolean over;
    private int waiting;
    private int unusable;

    /** @param cursor where the round goes on */
    ObjectPages(
            S3Source source,
            Iterator<S3Page> pages,
            @Nullable String cursor,
            SourceTurns turns,
            DiskGuard disk,
            Clock clock) {
        this.source = source;
        this.pages = pages;
        this.cursor = cursor;
        this.turns = turns;
        this.disk = disk;
        this.clock = clock;
    }

    @Override
    public boolean hasNext() {
        if (ready == null && goesOn()) {
            ready = list();
        }
        return ready != null;
    }

    @Override
    public FoundObjects next() {
        if (!hasNext() || ready == null) {
            throw new NoSuchElementException();
        }
        FoundObjects page = ready;
        ready = null;
        begun = true;
        return page;
    }

    /** The first page is always tried: it finds out whether acceptance works again. */
    private boolean goesOn() {
        if (source.isStopped() || source.isOvertaken() || (begun && !mayGoOn())) {
            return false;
        }
        Optional<String> refusal = disk.refusal();
        source.report().report(Trouble.SPACE, refusal.orElse(null), clock.instant());
        return refusal.isEmpty();
    }

    private boolean mayGoOn() {
        return !source.report().has(Trouble.ACCEPTANCE) && turns.keep(source.settings.source());
    }

    private @Nullable FoundObjects list() {
        Instant now = clock.instant();
        try {
            if (over || !pages.hasNext()) {
                return null;
            }
            S3Page page = pages.next();
            over = page.last();
            source.report().report(Trouble.PLACE, null, now);
            FoundObjects found = found(page, now);
            cursor = found.to();
            if (over) {
                source.report().report(Trouble.DOCUMENTS, unusable == 0 ? null : cannotBeTaken(), now);
                source.report().polled(now, waiting);
            }
            return found;
        } catch (SluiceException e) {
            source.report().report(Trouble.PLACE, e.failure().message(), now);
            return null;
        }
    }

    private FoundObjects found(S3Page page, Instant now) {
        unusable += page.unnameable();
        List<RemoteDocument> documents = new ArrayList<>(page.objects().size());
        for (ListedObject object : page.objects()) {
            if (!source.settings.wants(object.key())) {
                continue;
            }
            if (object.etag() != null && object.etag().length() > LONGEST_ETAG) {
                unusable++;
            } else if (isTooYoung(source.settings, object, now)) {
                waiting++;
            } else {
                documents.add(document(source.settings, object));
            }
        }
        String after = page.cursor() == null ? cursor : page.cursor();
        return new FoundObjects(source.settings.sourceId(), documents, cursor, page.last() ? null : after);
    }

    static boolean isTooYoung(S3SourceSettings settings, ListedObject object, Instant now) {
        Duration age = settings.minimumAge();
        return !age.isZero() && object.lastModified().isAfter(now.minus(age));
    }

    static RemoteDocument document(S3SourceSettings settings, ListedObject object) {
        S3Address place = settings.prefix().address();
        String version = object.etag() == null ? "modified " + object.lastModified() : object.etag();
        return new RemoteDocument(
                new S3Address(place.bucket(), object.key()).toString(),
                version + " " + object.size(),
                object.lastPart(),
                settings.path(object.key()),
                Locator.s3(place.bucket(), object.key(), settings.prefix().connection(), object.etag(), null),
                object.size(),
                object.lastModified());
    }

    private String cannotBeTaken() {
        return "%d objects cannot be taken: their names or versions hold characters that are none, or are too long."
                .formatted(unusable);
    }
}
