package dev.sluice.engine.extract.ocr;

import dev.sluice.engine.extract.DocumentSink;
import dev.sluice.engine.extract.Word;
import dev.sluice.engine.parser.ParseTask;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads images by the {@code tesseract} command, one page at a time, each within its own time limit. */
public final class Tesseract {
    private static final String INSTALL =
            "install it (Debian and Ubuntu: apt-get install tesseract-ocr; macOS: brew install tesseract)"
                    + " or set sluice.ocr.command";
    private static final int LIST_SECONDS = 20;
    /** Tesseract's page segmentation modes. */
    private static final String AUTOMATIC = "3";

    private static final String ONE_BLOCK = "6";

    private static final Pattern ROTATE = Pattern.compile("Rotate: (90|180|270)");

    /** What languages each command has; empty when the command cannot be run. */
    private final Map<String, List<String>> installed = new HashMap<>();

    /**
     * The words of an image in its pixels, line by line as tesseract orders them. When the program is missing, fails or
     * takes too long there are none, and the sink has a warning that says so.
     *
     * @param gray an image of type {@link BufferedImage#TYPE_BYTE_GRAY}
     */
    public List<Word> read(BufferedImage gray, int page, DocumentSink sink) throws IOException {
        return read(gray, page, AUTOMATIC, sink);
    }

    /** As {@link #read}, of an image that is one block of rows, such as a table. */
    List<Word> readBlock(BufferedImage gray, int page, DocumentSink sink) throws IOException {
        return read(gray, page, ONE_BLOCK, sink);
    }

    private List<Word> read(BufferedImage gray, int page, String segmentation, DocumentSink sink) throws IOException {
        ParseTask.Ocr settings = sink.task().ocr();
        List<String> languages = languages(settings.command());
        if (languages.isEmpty()) {
            sink.warn(
                    "OCR_UNAVAILABLE",
                    "The document has images of text that were not read, because "
                            + (settings.command().isBlank()
                                    ? "sluice.ocr.command is empty."
                                    : "tesseract is not installed or has no languages: " + INSTALL + "."));
            return List.of();
        }
        String chosen = settings.languages().equals("auto") ? String.join("+", languages) : settings.languages();
        return run(gray, page, chosen, segmentation, sink);
    }

    /**
     * By how many degrees the image must be turned clockwise so that its text stands upright: 0, 90, 180 or 270. Asked
     * only of images whose text could hardly be read as they are.
     */
    int turn(BufferedImage gray, DocumentSink sink) throws IOException {
        ParseTask.Ocr settings = sink.task().ocr();
        Process process = new ProcessBuilder(
                        settings.command(),
                        "stdin",
                        "stdout",
                        "--psm",
                        "0",
                        "-l",
                        "osd",
                        "--dpi",
                        Integer.toString(settings.resolution()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            try (OutputStream in = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
                GrayImages.writePgm(gray, in);
            } catch (IOException e) {
                // Without enough text it ends early.
                return 0;
            }
            // Its answer is a few lines, which wait in the pipe.
            if (!process.waitFor(settings.pageTimeoutMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                return 0;
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher rotate = ROTATE.matcher(answer);
            return rotate.find() ? Integer.parseInt(rotate.group(1)) : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while tesseract was running", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether images can be read at all. */
    public boolean available(DocumentSink sink) {
        return !languages(sink.task().ocr().command()).isEmpty();
    }

    private List<String> languages(String command) {
        return command.isBlank() ? List.of() : installed.computeIfAbsent(command, Tesseract::list);
    }

    private static List<String> list(String command) {
        List<String> found = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(command, "--list-langs")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(LIST_SECONDS, TimeUnit.SECONDS);
            output.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("[A-Za-z0-9_/-]+"))
                    .forEach(found::add);
        } catch (IOException e) {
            System.err.println("tesseract cannot be run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        found.remove("osd");
        // English first: tesseract prefers the first language where several fit.
        if (found.remove("eng")) {
            found.add(0, "eng");
        }
        return found;
    }

    private static List<Word> run(
            BufferedImage gray, int page, String languages, String segmentation, DocumentSink sink) throws IOException {
        ParseTask.Ocr settings = sink.task().ocr();
        Path output = Files.createTempFile("ocr", ".tsv");
        try {
            Process process = new ProcessBuilder(
                            settings.command(),
                            "stdin",
                            "stdout",
                            "-l",
                            languages,
                            "--psm",
                            segmentation,
                            "--dpi",
                            Integer.toString(settings.resolution()),
                            "tsv")
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                return finish(process, gray, page, output, sink);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static List<Word> finish(Process process, BufferedImage gray, int page, Path output, DocumentSink sink)
            throws IOException {
        long limit = sink.task().ocr().pageTimeoutMillis();
        try {
            try (OutputStream in = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
                GrayImages.writePgm(gray, in);
            } catch (IOException e) {
                // It ended before it had read the image; its exit code tells more.
                System.err.println("tesseract took no image: " + e);
            }
            if (!process.waitFor(limit, TimeUnit.MILLISECONDS)) {
                sink.warn(
                        "OCR_TIMEOUT",
                        "Page " + page + " was not read from its image within " + limit / 1000
                                + " seconds (sluice.ocr.page-timeout).");
                return List.of();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while tesseract was running", e);
        }
        if (process.exitValue() != 0) {
            sink.warn(
                    "OCR_FAILED",
                    "Page " + page + " was not read from its image: tesseract ended with exit code "
                            + process.exitValue() + "; check sluice.ocr.languages.");
            return List.of();
        }
        return TsvReader.words(output);
    }
}
