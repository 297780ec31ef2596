package dev.sluice.engine;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.parser.ArchiveTask;
import dev.sluice.engine.parser.ForkedParser;
import dev.sluice.engine.parser.OperationTask;
import dev.sluice.engine.parser.ParseTask;
import dev.sluice.engine.parser.ParserOrder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Extracts documents in parser processes of their own, so that no document can harm the hub or another document. Safe
 * for many threads: at most {@code sluice.parser.processes} documents are read at once, the other callers wait in
 * order.
 */
public final class DocumentParser implements AutoCloseable {
    private final ExtractLimits limits;
    private final OcrSettings ocr;
    private final ForkedParser parser;
    private final Thread closer = new Thread(this::closeParser, "parser-shutdown");

    /** Prepares the pool in {@code settings.directory()}; no process starts before the first document or warm-up. */
    public DocumentParser(ParserSettings settings, ExtractLimits limits, OcrSettings ocr) {
        this.limits = limits;
        this.ocr = ocr;
        this.parser = new ForkedParser(settings);
        Runtime.getRuntime().addShutdownHook(closer);
    }

    /** Starts the parser processes in the background and returns at once. */
    public void warmUp() {
        parser.warmUp();
    }

    /** As {@link #extract(ExtractRequest, ParseHandle)}, for callers who never abort. */
    public Extraction extract(ExtractRequest request) {
        return extract(request, new ParseHandle());
    }

    /**
     * Extracts one document into the request's output directory; returns when its parts are complete there. After a
     * failure the directory holds none of them.
     *
     * @throws SluiceException with {@code EMPTY_FILE}, {@code UNSUPPORTED_TYPE}, {@code PASSWORD_PROTECTED},
     *     {@code CORRUPT_DOCUMENT}, {@code FILE_TOO_LARGE}, {@code TOO_MANY_PAGES}, {@code OUTPUT_TOO_LARGE},
     *     {@code PARSER_DIED}, {@code PARSER_TIMEOUT}, {@code SOURCE_GONE}, {@code CANCELED} or
     *     {@code INTERNAL_ERROR}, {@code INVALID_OPTIONS} or {@code PAGE_OUT_OF_RANGE}
     */
    public Extraction extract(ExtractRequest request, ParseHandle handle) {
        checkSize(request.document());
        boolean complete = false;
        try {
            Extraction extraction =
                    parser.run(ParserOrder.of(task(request)), handle).extraction();
            complete = extraction != null;
            return answered(extraction);
        } finally {
            if (!complete) {
                removeParts(request.outputDirectory());
            }
        }
    }

    /**
     * Carries an operation out on extractions; returns when the result is complete in the request's output directory.
     *
     * @throws SluiceException with the operation's own failure, or {@code PARSER_DIED}, {@code PARSER_TIMEOUT},
     *     {@code OUTPUT_TOO_LARGE}, {@code SOURCE_GONE}, {@code CANCELED} or {@code INTERNAL_ERROR}
     */
    public OperationResult run(OperationRequest request, ParseHandle handle) {
        OperationTask task = new OperationTask(
                request.operation(),
                request.inputs(),
                request.options(),
                request.outputDirectory().toAbsolutePath().toString(),
                limits.outputSize().toBytes());
        return answered(parser.run(ParserOrder.of(task), handle).result());
    }

    /**
     * Takes an archive or a mail apart.
     *
     * @return what lay in it; what was not left out lies in the task's output folder
     * @throws SluiceException with {@code ARCHIVE_TOO_LARGE}, {@code PASSWORD_PROTECTED}, {@code CORRUPT_DOCUMENT} or what
     *     {@link #extract(ExtractRequest, ParseHandle)} throws
     */
    public ArchiveListing open(ArchiveTask task, ParseHandle handle) {
        return answered(parser.run(ParserOrder.of(task), handle).archive());
    }

    private static <T> T answered(@Nullable T answer) {
        if (answer == null) {
            throw new SluiceException(ErrorCode.INTERNAL_ERROR, "The parser process answered with nothing.");
        }
        return answer;
    }

    private void checkSize(Path document) {
        long size;
        try {
            size = Files.size(document);
        } catch (IOException e) {
            throw new SluiceException(ErrorCode.SOURCE_GONE, "The document's file cannot be read.", e);
        }
        if (size == 0) {
            throw new SluiceException(ErrorCode.EMPTY_FILE, "The file is empty: it has 0 bytes.");
        }
        long most = limits.fileSize().toBytes();
        if (size > most) {
            throw new SluiceException(
                    ErrorCode.FILE_TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The file has %,d bytes; at most %,d are taken (sluice.limits.file-size).",
                            size,
                            most));
        }
    }

    private ParseTask task(ExtractRequest request) {
        return new ParseTask(
                request.document().toAbsolutePath().toString(),
                request.name(),
                request.mediaType(),
                request.outputDirectory().toAbsolutePath().toString(),
                new ParseTask.Limits(
                        limits.pages(), limits.outputSize().toBytes(), limits.tableRows(), limits.imagePixels()),
                new ParseTask.Ocr(
                        ocr.command(), ocr.languages(), ocr.pageTimeout().toMillis(), ocr.resolution()),
                request.options(),
                request.opened());
    }

    private static void removeParts(Path directory) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "{result,layout,figure,words}[.-]*")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        } catch (NoSuchFileException e) {
            // No folder, no parts.
        } catch (IOException | DirectoryIteratorException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "A half-written part of the result could not be removed.", e);
        }
    }

    /** Kills the parser processes; extractions under way fail. */
    @Override
    public void close() {
        closeParser();
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            // The JVM is already going down and runs the hook itself; closing twice does no harm.
        }
    }

    private void closeParser() {
        parser.close();
    }
}
