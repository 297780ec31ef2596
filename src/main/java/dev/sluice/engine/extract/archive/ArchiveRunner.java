package dev.sluice.engine.extract.archive;

import dev.sluice.engine.ArchiveListing;
import dev.sluice.engine.extract.TypeDetector;
import dev.sluice.engine.extract.office.MailAttachments;
import dev.sluice.engine.parser.ArchiveTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes archives and mails apart. */
public final class ArchiveRunner {
    private final TypeDetector detector = new TypeDetector();

    /**
     * Does the task.
     *
     * @throws IOException when the archive is damaged
     * @throws dev.sluice.batch.SluiceException {@code ARCHIVE_TOO_LARGE} or {@code PASSWORD_PROTECTED}
     */
    public ArchiveListing run(ArchiveTask task) throws IOException {
        Path document = Path.of(task.document());
        String mediaType = detector.detect(document, task.name(), task.mediaType());
        ArchiveOutput output = new ArchiveOutput(task, Files.size(document));
        if (mediaType.equals("application/zip") && task.kinds().contains("zip")) {
            ZipOpener.open(document, output);
            return new ArchiveListing(mediaType, "zip", output.entries());
        }
        if (mediaType.startsWith("message/rfc822") && task.kinds().contains("eml")) {
            openMail(document, task, output);
            return new ArchiveListing(mediaType, "eml", output.entries());
        }
        return new ArchiveListing(mediaType, null, List.of());
    }

    private static void openMail(Path document, ArchiveTask task, ArchiveOutput output) throws IOException {
        MailAttachments.read(document, attachment -> {
            output.count();
            byte[] content = attachment.content();
            String reason = attachment.leftOut();
            if (reason == null
                    && attachment.inline()
                    && content.length <= task.limits().inlineImage()) {
                reason = "it is a small picture in the text of the mail";
            }
            // A name is never a path here.
            String name = attachment.name().replace('/', '_').replace('\\', '_');
            if (reason == null) {
                output.take(name.replaceFirst("^[.]+", "_"), new ByteArrayInputStream(content), -1, -1);
            } else {
                output.leaveOut(name, content.length, reason);
            }
        });
    }
}
