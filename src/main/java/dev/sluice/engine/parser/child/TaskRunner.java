package dev.sluice.engine.parser.child;

import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Failure;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.DocumentExtraction;
import dev.sluice.engine.extract.Extractor;
import dev.sluice.engine.extract.archive.ArchiveRunner;
import dev.sluice.engine.extract.ocr.ImageExtractor;
import dev.sluice.engine.extract.ocr.Tesseract;
import dev.sluice.engine.extract.office.HtmlExtractor;
import dev.sluice.engine.extract.office.MailExtractor;
import dev.sluice.engine.extract.office.OfficeExtractor;
import dev.sluice.engine.extract.office.OldSheetsExtractor;
import dev.sluice.engine.extract.office.OpenSheetsExtractor;
import dev.sluice.engine.extract.office.SheetsExtractor;
import dev.sluice.engine.extract.office.SlidesExtractor;
import dev.sluice.engine.extract.office.WordExtractor;
import dev.sluice.engine.extract.office.ZipGuard;
import dev.sluice.engine.extract.pdf.PdfExtractor;
import dev.sluice.engine.extract.text.CsvExtractor;
import dev.sluice.engine.extract.text.MarkdownExtractor;
import dev.sluice.engine.extract.text.TextExtractor;
import dev.sluice.engine.extract.text.XmlExtractor;
import dev.sluice.engine.parser.Folders;
import dev.sluice.engine.parser.ParseReply;
import dev.sluice.engine.parser.ParseTask;
import dev.sluice.engine.parser.ParserOrder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Does one task after another and turns whatever a parser throws into a typed failure. */
final class TaskRunner {
    private final DocumentExtraction extraction = new DocumentExtraction(extractors());
    private final ArchiveRunner archives = new ArchiveRunner();
    private final OperationRunner operations = new OperationRunner();
    /** Set by the parent only: a process started by hand must not empty the machine's temporary folder. */
    private final @Nullable String temporary = System.getProperty("sluice.parser.temporary");

    private static List<Extractor> extractors() {
        Tesseract tesseract = new Tesseract();
        List<Extractor> all = new ArrayList<>();
        // None is in our jar: a door for extractors that somebody adds to the class path, and for our tests.
        ServiceLoader.load(Extractor.class).forEach(all::add);
        all.addAll(List.of(
                new PdfExtractor(tesseract),
                new ImageExtractor(tesseract),
                new WordExtractor(),
                new SlidesExtractor(),
                new SheetsExtractor(),
                new OldSheetsExtractor(new OfficeExtractor()),
                new OpenSheetsExtractor(),
                new MailExtractor(),
                new HtmlExtractor(),
                new CsvExtractor(),
                new MarkdownExtractor(),
                new OfficeExtractor(),
                new XmlExtractor(),
                new TextExtractor()));
        return all;
    }

    ParseReply run(ParserOrder order) {
        try {
            if (order.archive() != null) {
                return ParseReply.of(archives.run(order.archive()));
            }
            return order.operation() == null
                    ? extract(Objects.requireNonNull(order.document()))
                    : ParseReply.of(operations.run(order.operation()));
        } catch (SluiceException e) {
            return ParseReply.of(e.failure());
        } catch (NoSuchFileException e) {
            return ParseReply.of(new Failure(ErrorCode.SOURCE_GONE, "The document's file cannot be read."));
        } catch (StackOverflowError e) {
            return ParseReply.of(
                    new Failure(ErrorCode.CORRUPT_DOCUMENT, "The document is nested too deeply to be read."));
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println("Failed on " + order);
            e.printStackTrace();
            return ParseReply.of(
                    order.operation() == null
                            ? FailureMapper.map(e)
                            : new Failure(ErrorCode.INTERNAL_ERROR, "The operation failed unexpectedly: " + e));
        } finally {
            if (temporary != null) {
                Folders.empty(Path.of(temporary));
            }
        }
    }

    private ParseReply extract(ParseTask task) throws IOException {
        ZipGuard.apply(task.limits());
        return ParseReply.of(extraction.run(task));
    }
}
