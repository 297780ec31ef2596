package dev.sluice.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Document parsers as tests want them, and short ways to use one. */
final class TestParsers {
    static final Path DOCUMENTS = Path.of("src/test/resources/documents");

    private TestParsers() {}

    static ParserSettings settings(Path directory, int processes, Duration timeout) {
        return new ParserSettings(
                processes, DataSize.ofMegabytes(256), timeout, 1000, Duration.ofSeconds(60), directory);
    }

    static ExtractLimits limits() {
        return new ExtractLimits(DataSize.ofMegabytes(50), 100, DataSize.ofMegabytes(20), 100_000, 20_000_000);
    }

    static OcrSettings noOcr() {
        return new OcrSettings("", "auto", Duration.ofSeconds(30), 200);
    }

    static DocumentParser parser(Path directory, int processes, Duration timeout) {
        return new DocumentParser(settings(directory, processes, timeout), limits(), noOcr());
    }

    /** Extracts a file into a fresh folder beside the test's files. */
    static Result extract(DocumentParser parser, Path document, Path folder) throws IOException {
        Path output = Files.createTempDirectory(folder, "out");
        Extraction extraction = parser.extract(
                new ExtractRequest(document, document.getFileName().toString(), null, output));
        return new Result(extraction, output);
    }

    static Path write(Path folder, String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    static List<Path> allFiles(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    record Result(Extraction extraction, Path output) {
        String markdown() throws IOException {
            return Files.readString(output.resolve(Extraction.MARKDOWN));
        }
    }
}
