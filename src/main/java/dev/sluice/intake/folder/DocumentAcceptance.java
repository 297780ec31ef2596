package dev.sluice.intake.folder;

import dev.sluice.intake.source.SourceReport.Trouble;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Accepts documents from watched folders: from here on they are never lost. The bean of {@code accept-document}. */
public class DocumentAcceptance {
    private static final Logger log = LoggerFactory.getLogger(DocumentAcceptance.class);

    private final FolderSources sources;
    private final FileSecurer securer;
    private final Ledger ledger;
    private final ExecutorService copiers;
    private final ManifestAcceptance manifests;
    private final IntakeSettings settings;
    private final Clock clock;

    DocumentAcceptance(
            FolderSources sources,
            FileSecurer securer,
            Ledger ledger,
            ExecutorService copiers,
            ManifestAcceptance manifests,
            IntakeSettings settings,
            Clock clock) {
        this.copiers = copiers;
        this.manifests = manifests;
        this.sources = sources;
        this.securer = securer;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Copies the files' bytes into the content store, then writes their intake records and jobs in one transaction. A
     * file that cannot be taken harms none of the others: it stays in its folder, is reported by
     * {@link FolderSources#statuses} and comes again with a later poll. Throws nothing for a file's sake.
     *
     * @param files of one source, from {@link FolderPoll#poll}
     */
    public void accept(List<StableFile> files) {
        if (files.isEmpty()) {
            return;
        }
        Optional<FolderSource> found = sources.find(files.get(0).sourceId());
        if (found.isEmpty()) {
            return;
        }
        FolderSource source = found.get();
        if (source.settings.hasManifests()) {
            files.forEach(manifest -> manifests.accept(source, manifest));
            return;
        }
        List<SecuredFile> secured = secure(source, files);
        if (!secured.isEmpty()) {
            writeDown(source, secured);
        }
    }

    /** Several at a time: the disk makes more files durable at once than one after the other. */
    private List<SecuredFile> secure(FolderSource source, List<StableFile> files) {
        List<Future<Optional<SecuredFile>>> copies = files.stream()
                .map(file -> copiers.submit(() -> securer.secure(file)))
                .toList();
        List<SecuredFile> secured = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            StableFile file = files.get(i);
            try {
                Optional<SecuredFile> kept = copies.get(i).get();
                kept.ifPresentOrElse(secured::add, () -> source.memo.forget(file.key()));
            } catch (ExecutionException e) {
                notSecured(source, file, e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                copies.forEach(copy -> copy.cancel(true));
                Thread.currentThread().interrupt();
                return List.of(); // the program ends; the files come again in its next life
            }
        }
        return secured;
    }

    private void notSecured(FolderSource source, StableFile file, Throwable why) {
        if (why instanceof NoSuchFileException) {
            source.memo.forget(file.key());
        } else if (why instanceof IOException io && isDiskFull(io)) {
            source.report.report(
                    Trouble.ACCEPTANCE,
                    "The disk is full: new files wait until there is room (" + FolderPoll.reason(io) + ").",
                    clock.instant());
        } else if (why instanceof IOException io) {
            refuse(source, file, FolderPoll.reason(io));
        } else {
            log.error("The file {} cannot be taken.", file.path(), why);
            refuse(source, file, "an unexpected error; the log has the details");
        }
    }

    private void writeDown(FolderSource source, List<SecuredFile> files) {
        try {
            ledger.accept(source.settings, files);
        } catch (RuntimeException e) {
            if (files.size() == 1) {
                notWrittenDown(source, files.get(0), e);
                return;
            }
            // One of them may be at fault, or another node accepts the same: each by itself.
            log.debug("A group of {} files was not accepted together", files.size(), e);
            for (SecuredFile file : files) {
                writeDown(source, List.of(file));
                if (source.report.has(Trouble.ACCEPTANCE)) {
                    return;
                }
            }
            return;
        }
        Instant now = clock.instant();
        for (SecuredFile secured : files) {
            StableFile file = secured.file();
            source.memo.accepted(file.key(), file.size(), file.modifiedAt(), file.fileKey());
            if (source.markers != null) {
                source.markers.used(file);
            }
        }
        source.report.accepted(now, files.size());
        source.report.report(Trouble.ACCEPTANCE, null, now);
    }

    private void notWrittenDown(FolderSource source, SecuredFile file, RuntimeException why) {
        boolean mayPass = why instanceof TransactionException
                || (why instanceof DataAccessException && !(why instanceof DataIntegrityViolationException));
        if (mayPass) {
            log.debug("The database did not take {}", file.file().path(), why);
            source.report.report(
                    Trouble.ACCEPTANCE, "The database does not answer: new files wait until it does.", clock.instant());
        } else {
            log.error("The file {} cannot be written down.", file.file().path(), why);
            refuse(source, file.file(), "it cannot be written down; the log says why");
        }
    }

    private void refuse(FolderSource source, StableFile file, String why) {
        source.memo.refused(
                file.key(), clock.instant().plus(settings.retryDelay()), "%s (%s)".formatted(file.path(), why));
    }

    /** The platform says it only in words. */
    private static boolean isDiskFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
    }
}
