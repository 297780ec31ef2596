package dev.sluice.intake.content;

import dev.sluice.artifact.ContentStore;
import dev.sluice.artifact.StoredContent;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.SluiceException;
import dev.sluice.intake.document.DocumentNames;
import dev.sluice.intake.document.DocumentTable;
import dev.sluice.intake.document.IntakeRecord;
import dev.sluice.intake.document.Locator;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes documents in charge that lie elsewhere: streams them into the content store, no more of them than is allowed, and
 * writes down what came. From then on these bytes are the document, for every later attempt and job.
 */
final class RemoteDocuments {
    private static final Logger log = LoggerFactory.getLogger(RemoteDocuments.class);

    private final Map<Locator.Kind, ContentFetcher> fetchers = new EnumMap<>(Locator.Kind.class);
    private final DocumentTable table;
    private final ContentStore contents;
    private final IntakeLimits limits;
    private final DiskGuard disk;
    private final InFlight inFlight;

    RemoteDocuments(
            List<ContentFetcher> fetchers,
            DocumentTable table,
            ContentStore contents,
            IntakeLimits limits,
            DiskGuard disk,
            InFlight inFlight) {
        fetchers.forEach(fetcher -> this.fetchers.put(fetcher.kind(), fetcher));
        this.table = table;
        this.contents = contents;
        this.limits = limits;
        this.disk = disk;
        this.inFlight = inFlight;
    }

    /**
     * Fetches the document and writes its content down, unless another attempt has done so meanwhile.
     *
     * @throws SluiceException as {@link ContentFetcher#open}; {@code FILE_TOO_LARGE}, {@code EMPTY_FILE},
     *     {@code STORAGE_UNAVAILABLE}
     */
    void fetch(ClaimedJob job, IntakeRecord document, Locator locator) {
        ContentFetcher fetcher = fetchers.get(locator.kind());
        if (fetcher == null) {
            throw new SluiceException(
                    ErrorCode.SOURCE_REFUSED,
                    "Nothing here fetches documents from %s."
                            .formatted(locator.kind().word()));
        }
        disk.refusal().ifPresent(why -> {
            throw new SluiceException(ErrorCode.STORAGE_UNAVAILABLE, why);
        });
        try (FetchedContent fetched = open(fetcher, job, document, locator)) {
            inFlight.onAbort(job, () -> hangUp(fetched));
            StoredContent stored = store(fetched);
            String name = name(document, locator, fetched);
            if (!table.fetched(document.id(), stored, name, fetched.mediaType())) {
                log.info("Document {} had been fetched by another attempt; its bytes stand.", document.id());
            }
        } catch (SourceBroke e) {
            if (e.getCause() instanceof SluiceException reason) {
                throw reason;
            }
            log.info("The document at {} broke off: {}", locator, e.getMessage());
            throw brokeOff(e);
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The document could not be kept: " + e.getMessage(), e);
        }
    }

    private static FetchedContent open(ContentFetcher fetcher, ClaimedJob job, IntakeRecord document, Locator locator) {
        try {
            return fetcher.open(job, document.sourceId(), locator);
        } catch (SluiceException e) {
            boolean watched = document.output() != null;
            if (watched && e.failure().code() == ErrorCode.SOURCE_CHANGED) {
                throw new SluiceException(
                        ErrorCode.SOURCE_CHANGED,
                        "%s was replaced before it could be read; the version that is there now is a document of its own."
                                .formatted(locator),
                        e);
            }
            throw e;
        }
    }

    private StoredContent store(FetchedContent fetched) throws IOException {
        Long declared = fetched.size();
        long most = limits.fileSize().toBytes();
        if (declared != null && declared > most) {
            throw tooLarge(most);
        }
        StoredContent stored = contents.store(new Limited(fetched.bytes(), most));
        if (declared != null && declared != stored.size()) {
            throw brokeOff(null);
        }
        if (stored.size() == 0) {
            throw new SluiceException(ErrorCode.EMPTY_FILE, "The file is empty: it has no bytes.");
        }
        return stored;
    }

    /** The name that was given with the document; else what its server calls it; else the end of its address. */
    private static String name(IntakeRecord document, Locator locator, FetchedContent fetched) {
        String suggested = fetched.name();
        boolean given = !document.name().equals(DocumentNames.ofAddress(locator).orElse(DocumentNames.NAMELESS));
        return given || suggested == null
                ? document.name()
                : DocumentNames.harmless(suggested).orElse(document.name());
    }

    private static void hangUp(FetchedContent fetched) {
        try {
            fetched.close();
        } catch (IOException e) {
            log.debug("A connection did not close properly.", e);
        }
    }

    private static SluiceException tooLarge(long most) {
        return new SluiceException(
                ErrorCode.FILE_TOO_LARGE,
                "The file has more than %,d bytes, which is what sluice.limits.file-size allows.".formatted(most));
    }

    private static SluiceException brokeOff(@Nullable Throwable cause) {
        return new SluiceException(
                ErrorCode.SOURCE_UNAVAILABLE, "The document did not arrive whole: the transfer broke off.", cause);
    }

    /** The source failed, not the store. */
    private static final class SourceBroke extends IOException {
        private static final long serialVersionUID = 1L;

        SourceBroke(IOException cause) {
            super(cause.getMessage(), cause.getCause() instanceof SluiceException reason ? reason : cause);
        }
    }

    /** Tells the source's errors from the store's, and ends with one when there are too many bytes. */
    private static final class Limited extends FilterInputStream {
        private final long most;
        private long seen;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count;
            try {
                count = super.read(bytes, offset, length);
            } catch (IOException e) {
                throw new SourceBroke(e);
            }
            seen += Math.max(0, count);
            if (seen > most) {
                throw tooLarge(most);
            }
            return count;
        }
    }
}
