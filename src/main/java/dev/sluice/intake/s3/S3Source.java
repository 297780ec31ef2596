package dev.sluice.intake.s3;

import dev.sluice.intake.remote.RemoteSource;
import dev.sluice.intake.source.SourceReport;
import dev.sluice.intake.source.SourceReport.Trouble;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One watched prefix in this life of the program: how it is doing. */
public final class S3Source extends RemoteSource {
    private static final int REMEMBERED = 1_000;

    final S3SourceSettings settings;

    private final Map<UUID, String> stuck = new LinkedHashMap<>();
    private volatile boolean overtaken;

    S3Source(S3SourceSettings settings) {
        super(
                settings.source(),
                new SourceReport(
                        settings.sourceId(),
                        S3Sources.TEMPLATE,
                        settings.prefix().address().toString()));
        this.settings = settings;
    }

    /** Whether somebody else has moved the cursor since this round began here. */
    boolean isOvertaken() {
        return overtaken;
    }

    void overtaken(boolean isSo) {
        overtaken = isSo;
    }

    /** The original of a document cannot be dealt with for now. */
    synchronized void stuck(UUID document, String why, Instant now) {
        if (stuck.size() < REMEMBERED || stuck.containsKey(document)) {
            stuck.put(document, why);
        }
        reportStuck(now);
    }

    /** It has been dealt with. */
    synchronized void settled(UUID document, Instant now) {
        if (stuck.remove(document) != null) {
            reportStuck(now);
        }
    }

    private void reportStuck(Instant now) {
        report().report(
                        Trouble.ORIGINALS,
                        stuck.isEmpty()
                                ? null
                                : "%d objects cannot be moved, tagged or deleted as configured; they stay and are tried again. The first: %s"
                                        .formatted(
                                                stuck.size(),
                                                stuck.values().iterator().next()),
                        now);
    }
}
