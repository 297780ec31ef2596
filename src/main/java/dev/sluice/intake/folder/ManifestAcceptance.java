package dev.sluice.intake.folder;

import dev.sluice.artifact.ContentHold;
import dev.sluice.artifact.ContentStore;
import dev.sluice.intake.manifest.Manifest;
import dev.sluice.intake.source.SourceReport.Trouble;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Accepts manifests with all their documents, or nothing of them. */
final class ManifestAcceptance {
    private static final Logger log = LoggerFactory.getLogger(ManifestAcceptance.class);

    private final ContentStore contents;
    private final FileSecurer securer;
    private final ManifestLedger ledger;
    private final ManifestPoll polls;
    private final ExecutorService copiers;
    private final IntakeSettings settings;
    private final Clock clock;

    ManifestAcceptance(
            ContentStore contents,
            FileSecurer securer,
            ManifestLedger ledger,
            ManifestPoll polls,
            ExecutorService copiers,
            IntakeSettings settings,
            Clock clock) {
        this.contents = contents;
        this.securer = securer;
        this.ledger = ledger;
        this.polls = polls;
        this.copiers = copiers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Copies the bytes of its documents, then writes all of it down in one transaction. What fails comes again. */
    void accept(FolderSource source, StableFile file) {
        ManifestWatch manifest = source.manifests.get(file.key());
        if (manifest == null || manifest.documents().isEmpty()) {
            return;
        }
        List<ListedFile> documents = manifest.documents();
        try (ContentHold hold = contents.hold()) {
            List<SecuredFile> secured = new ArrayList<>();
            for (int from = 0; from < documents.size(); from += settings.groupSize()) {
                int to = Math.min(documents.size(), from + settings.groupSize());
                if (!secure(source, manifest, documents.subList(from, to), from, hold, secured)) {
                    return;
                }
            }
            if (isStill(file)) {
                writeDown(source, manifest, secured);
            } else {
                source.memo.forget(file.key());
            }
        }
    }

    private boolean isStill(StableFile file) {
        try {
            return securer.isStill(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether all of them are what the manifest says. */
    private boolean secure(
            FolderSource source,
            ManifestWatch manifest,
            List<ListedFile> documents,
            int first,
            ContentHold hold,
            List<SecuredFile> secured) {
        List<Future<Optional<SecuredFile>>> copies = documents.stream()
                .map(document -> copiers.submit(() -> securer.secure(stable(source, document), hold)))
                .toList();
        boolean all = true;
        for (int i = 0; i < copies.size(); i++) {
            ListedFile document = documents.get(i);
            try {
                SecuredFile copy = copies.get(i).get().orElse(null);
                if (copy == null) {
                    source.memo.forget(document.key());
                    all = false;
                } else {
                    all &= isAsSaid(manifest, manifest.manifest.entries().get(first + i), document, copy);
                    secured.add(copy);
                }
            } catch (ExecutionException e) {
                notSecured(source, document, e.getCause() == null ? e : e.getCause());
                all = false;
            } catch (InterruptedException e) {
                copies.forEach(copy -> copy.cancel(true));
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return all;
    }

    private static boolean isAsSaid(
            ManifestWatch manifest, Manifest.Entry entry, ListedFile document, SecuredFile copy) {
        if (entry.sha256() == null || entry.sha256().equals(copy.version())) {
            return true;
        }
        manifest.isWrong(
                document, "its bytes have the SHA-256 " + copy.version() + ", not the one that the manifest says");
        return false;
    }

    private void notSecured(FolderSource source, ListedFile document, Throwable why) {
        if (why instanceof NoSuchFileException) {
            source.memo.forget(document.key());
            return;
        }
        if (!(why instanceof IOException)) {
            log.error("The file {} cannot be taken.", document.path(), why);
        }
        String reason =
                why instanceof IOException io ? FolderPoll.reason(io) : "an unexpected error; the log has the details";
        source.memo.refused(
                document.key(),
                clock.instant().plus(settings.retryDelay()),
                "%s (%s)".formatted(document.path(), reason));
    }

    private void writeDown(FolderSource source, ManifestWatch manifest, List<SecuredFile> secured) {
        Instant now = clock.instant();
        try {
            ledger.accept(source.settings, manifest, secured, now);
        } catch (RuntimeException e) {
            boolean mayPass = e instanceof TransactionException
                    || e instanceof DataAccessException
                    || e instanceof IllegalStateException;
            log.warn("The manifest {} could not be written down; it is tried again.", manifest.file.path(), e);
            source.report.report(
                    Trouble.ACCEPTANCE,
                    mayPass
                            ? "The database did not take a manifest: it waits until it does."
                            : "The manifest %s cannot be written down; the log says why."
                                    .formatted(manifest.file.path()),
                    now);
            return;
        }
        for (SecuredFile document : secured) {
            StableFile file = document.file();
            source.memo.accepted(file.key(), file.size(), file.modifiedAt(), file.fileKey());
        }
        ListedFile file = manifest.file;
        source.memo.accepted(file.key(), file.size(), file.modifiedAt(), file.fileKey());
        source.manifests.remove(file.key());
        source.report.accepted(now, secured.size());
        source.report.report(Trouble.ACCEPTANCE, null, now);
        polls.settle(source, new ArrayList<>());
    }

    private static StableFile stable(FolderSource source, ListedFile file) {
        return new StableFile(
                source.settings.sourceId(), file.key(), file.path(), file.size(), file.modifiedAt(), file.fileKey());
    }
}
