package dev.sluice.intake.folder;

import dev.sluice.intake.content.DiskGuard;
import dev.sluice.intake.source.SourceReport.Trouble;
import dev.sluice.intake.source.SourceTurns;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists a watched folder: the bean at the head of every folder source. */
public class FolderPoll {
    private final FolderSources sources;
    private final Ledger ledger;
    private final FolderExtras extras;
    private final DiskGuard disk;
    private final SourceTurns turns;
    private final IntakeSettings settings;
    private final Clock clock;

    FolderPoll(
            FolderSources sources,
            Ledger ledger,
            FolderExtras extras,
            DiskGuard disk,
            SourceTurns turns,
            IntakeSettings settings,
            Clock clock) {
        this.turns = turns;
        this.sources = sources;
        this.ledger = ledger;
        this.extras = extras;
        this.disk = disk;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lists the folder once and hands out the files that are finished, in handfuls for {@link DocumentAcceptance}, until
     * there are no more, the source is stopped, or {@code sluice.intake.hand-out} is over; what is left comes with the
     * next poll. Throws nothing for the folder's sake: what is wrong stands in {@link FolderSources#statuses}.
     *
     * @return empty also for an unknown source, while another poll of it is under way, and when it is not the turn of this
     *     node, see {@link SourceTurns}
     */
    public Iterator<List<StableFile>> poll(String sourceId) {
        Optional<FolderSource> source = sources.find(sourceId);
        if (source.isEmpty() || !source.get().polling.tryLock()) {
            return Collections.emptyIterator();
        }
        try {
            return poll(source.get());
        } finally {
            source.get().polling.unlock();
        }
    }

    private Iterator<List<StableFile>> poll(FolderSource source) {
        if (!turns.take(source.settings.source())) {
            if (!turns.isOwn(source.settings.sourceId())) {
                source.ledgerForgotten(); // what another node accepts meanwhile is to be learned from the records
            }
            return Collections.emptyIterator();
        }
        Instant now = clock.instant();
        if (!source.isLedgerRead()) {
            ledger.prepare(source);
            source.ledgerRead();
        }
        List<ListedFile> files = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try {
            createIfOurs(source.settings.directory());
            FolderLister.list(source.settings, new FolderLister.Finds() {
                @Override
                public void found(ListedFile file) {
                    files.add(file);
                }

                @Override
                public void unreadable(Path path, IOException why) {
                    unreadable.add(path + " (" + reason(why) + ")");
                }
            });
        } catch (IOException e) {
            source.report.report(Trouble.PLACE, sentence(source.settings.directory(), e), now);
            return Collections.emptyIterator();
        }
        source.report.report(Trouble.PLACE, notWritable(source.settings.directory()), now);
        List<ListedFile> documents = extras.documents(source, files, now);
        StabilityMemo.Judgement judgement = source.memo.judge(documents, now, source::isComplete);
        unreadable.addAll(judgement.refusals());
        List<ListedFile> ready = extras.ready(source, documents, judgement.stable(), now, unreadable);
        source.report.report(Trouble.DOCUMENTS, cannotBeTaken(unreadable), now);
        source.report.polled(now, judgement.waiting() + judgement.stable().size());
        Optional<String> refusal = disk.refusal();
        source.report.report(Trouble.SPACE, refusal.orElse(null), now);
        if (refusal.isPresent()) {
            return Collections.emptyIterator();
        }
        return new HandOut(
                source,
                ready,
                settings.groupSize(),
                clock,
                now.plus(settings.handOut()),
                () -> !turns.keep(source.settings.source()));
    }

    private void createIfOurs(Path directory) throws IOException {
        if (!Files.exists(directory) && sources.mayCreate(directory)) {
            Files.createDirectories(directory);
        }
    }

    private static @Nullable String notWritable(Path directory) {
        return Files.isWritable(directory)
                ? null
                : "The folder %s is not writable: documents are worked on, but their originals cannot be moved away."
                        .formatted(directory);
    }

    private static @Nullable String cannotBeTaken(List<String> refusals) {
        if (refusals.isEmpty()) {
            return null;
        }
        return refusals.size() == 1
                ? "One file cannot be taken: %s; it stays and is tried again.".formatted(refusals.get(0))
                : "%d files cannot be taken, such as %s; they stay and are tried again."
                        .formatted(refusals.size(), refusals.get(0));
    }

    static String sentence(Path directory, IOException why) {
        if (why instanceof NoSuchFileException) {
            return "The folder %s is missing; it is watched as soon as it is there.".formatted(directory);
        }
        if (why instanceof NotDirectoryException) {
            return "%s is not a folder, but something else of that name.".formatted(directory);
        }
        return "The folder %s cannot be read: %s.".formatted(directory, reason(why));
    }

    static String reason(IOException why) {
        if (why instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (why instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }
}
