package dev.sluice.engine.parser.child;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.SluiceException;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.poi.EncryptedDocumentException;

/** Finds out what a library meant by its exception. */
final class FailureMapper {
    private static final int DEEPEST = 20;

    private FailureMapper() {}

    static Failure map(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (cause instanceof SluiceException known) {
                return known.failure();
            }
            if (isPassword(cause)) {
                return new Failure(
                        ErrorCode.PASSWORD_PROTECTED, "The document is protected by a password; save it without one.");
            }
            if (isBomb(cause)) {
                return new Failure(
                        ErrorCode.OUTPUT_TOO_LARGE,
                        "The document unpacks to far more than it should: it was refused as a decompression bomb.");
            }
            cause = cause.getCause();
        }
        return new Failure(
                ErrorCode.CORRUPT_DOCUMENT,
                "The document is damaged or not what its content claims to be (" + reason(thrown) + ").");
    }

    private static boolean isPassword(Throwable cause) {
        return cause instanceof EncryptedDocumentException
                || cause instanceof InvalidPasswordException
                || cause instanceof org.apache.tika.exception.EncryptedDocumentException;
    }

    private static boolean isBomb(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("zip bomb") || message.contains("max-entry-size") || message.contains("maxentrysize");
    }

    private static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        for (int i = 0; deepest.getCause() != null && i < DEEPEST; i++) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        String text = message == null ? deepest.getClass().getSimpleName() : message;
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
