package dev.sluice.intake.folder;

import dev.sluice.intake.content.IntakeLimits;
import dev.sluice.intake.document.DocumentKey;
import dev.sluice.intake.folder.StabilityMemo.Knowledge;
import dev.sluice.intake.source.Preview;
import dev.sluice.intake.source.PreviewTally;
import dev.sluice.intake.source.SkipReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a poll of a folder would take, and what not and why: lists and compares, reads no file and writes nothing. */
final class FolderPreview {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST = 200_000;
    private static final int CHUNK = 1_000;

    /** What was ever accepted of a source under some keys. */
    @FunctionalInterface
    interface Records {
        List<FolderTable.Known> known(FolderSettings settings, Collection<String> keys);
    }

    private final Records records;
    private final IntakeLimits limits;
    private final Clock clock;

    FolderPreview(Records records, IntakeLimits limits, Clock clock) {
        this.records = records;
        this.limits = limits;
        this.clock = clock;
    }

    Preview of(FolderSource source, int names) {
        Look look = new Look(source, new PreviewTally(names), clock.instant());
        try {
            FolderLister.list(source.settings, look);
        } catch (IOException e) {
            throw new UncheckedIOException(FolderPoll.sentence(source.settings.directory(), e), e);
        }
        look.judge();
        return look.tally.preview(look.goesOn());
    }

    private final class Look implements FolderLister.Finds {
        private final FolderSource source;
        private final PreviewTally tally;
        private final Instant now;
        private final List<ListedFile> chunk = new ArrayList<>();

        Look(FolderSource source, PreviewTally tally, Instant now) {
            this.source = source;
            this.tally = tally;
            this.now = now;
        }

        @Override
        public void found(ListedFile file) {
            if (source.settings.isMarker(file.key()) || source.settings.isManifest(file.key())) {
                tally.skip(file.key(), file.size(), SkipReason.NOT_A_DOCUMENT);
                return;
            }
            chunk.add(file);
            if (chunk.size() == CHUNK) {
                judge();
            }
        }

        @Override
        public void unreadable(Path path, IOException why) {
            tally.skip(DocumentKey.of(source.settings.directory(), path), 0, SkipReason.UNREADABLE);
        }

        @Override
        public void passedOver(String key, long size, SkipReason why) {
            tally.skip(key, size, why);
        }

        @Override
        public boolean goesOn() {
            return tally.total() < MOST && clock.instant().isBefore(now.plus(LONGEST));
        }

        void judge() {
            Set<FolderTable.Known> known = new HashSet<>(records.known(
                    source.settings, chunk.stream().map(ListedFile::key).toList()));
            for (ListedFile file : chunk) {
                SkipReason reason = reason(file, known);
                if (reason == null) {
                    tally.take(file.key(), file.size());
                } else {
                    tally.skip(file.key(), file.size(), reason);
                }
            }
            chunk.clear();
        }

        private @Nullable SkipReason reason(ListedFile file, Set<FolderTable.Known> known) {
            Knowledge seen = source.memo.of(file, now);
            if (seen == Knowledge.ACCEPTED
                    || known.contains(new FolderTable.Known(file.key(), file.size(), file.modifiedAt()))) {
                return SkipReason.ALREADY_SEEN;
            }
            if (source.waits(file)) {
                return SkipReason.WAITING;
            }
            return switch (seen) {
                case REFUSED -> SkipReason.UNREADABLE;
                case CHANGING -> SkipReason.CHANGING;
                case WATCHED -> SkipReason.TOO_YOUNG;
                default ->
                    file.size() > limits.fileSize().toBytes()
                            ? SkipReason.TOO_LARGE
                            : seen == Knowledge.FINISHED || isOld(file) ? null : SkipReason.TOO_YOUNG;
            };
        }

        /** Nobody has listed it yet; its own time is all there is to judge it by. */
        private boolean isOld(ListedFile file) {
            Duration age = Duration.between(file.modifiedAt(), now);
            return age.compareTo(source.settings.minimumAge()) >= 0 && age.compareTo(source.settings.quietTime()) >= 0;
        }
    }
}
