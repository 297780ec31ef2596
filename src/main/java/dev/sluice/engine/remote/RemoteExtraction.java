package dev.sluice.engine.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Ids;
import dev.sluice.batch.InFlight;
import dev.sluice.batch.JobRequests;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.DocumentParser;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.ExtractRequest;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.ParseHandle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores what a remote engine made of a document, with a layout beside it: the one that the embedded parsers saw, or that
 * of the engine's Markdown. So later operations can work on it like on any other extraction.
 */
public final class RemoteExtraction {
    private final DocumentParser parser;
    private final ArtifactStore artifacts;
    private final InFlight inFlight;
    private final ExtractLimits limits;
    private final Ids ids;
    private final JobRequests requests;
    private final ObjectMapper json;

    RemoteExtraction(
            DocumentParser parser,
            ArtifactStore artifacts,
            InFlight inFlight,
            ExtractLimits limits,
            Ids ids,
            JobRequests requests,
            ObjectMapper json) {
        this.parser = parser;
        this.artifacts = artifacts;
        this.inFlight = inFlight;
        this.limits = limits;
        this.ids = ids;
        this.requests = requests;
        this.json = json;
    }

    /** What an engine does with the help of {@link Work}. */
    @FunctionalInterface
    public interface Engine {
        /** Ends by one of the work's {@code store} methods. */
        StoredResult run(Work work) throws IOException;
    }

    /** Runs the engine in a fresh directory, which is stored or removed. */
    public StoredResult run(SourceDocument document, Engine engine) {
        try {
            Path directory = artifacts.newDirectory();
            try {
                return engine.run(new Work(document, directory));
            } catch (RuntimeException | IOException e) {
                artifacts.discard(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The result could not be stored: " + e.getMessage(), e);
        }
    }

    /** One extraction. */
    public final class Work {
        private final SourceDocument document;
        private final Path directory;
        private PartFile markdownPart = new PartFile(Extraction.MARKDOWN, 0, "");
        private PartFile resultPart = new PartFile(Extraction.RESULT, 0, "");

        Work(SourceDocument document, Path directory) {
            this.document = document;
            this.directory = directory;
        }

        /** Where the parts of the result are written. */
        public Path directory() {
            return directory;
        }

        /** Reads the document with the embedded parsers, as the job's options ask, into the directory. */
        public Extraction parse() throws IOException {
            ObjectNode options = requests.of(document.job()).options(json);
            return parse(
                    new ExtractRequest(document.path(), document.name(), document.mediaType(), directory, options));
        }

        private Extraction parse(ExtractRequest request) {
            ParseHandle handle = new ParseHandle();
            inFlight.onAbort(document.job(), handle::abort);
            return parser.extract(request, handle);
        }

        /** Stores what the parsers saw, with another text. */
        public StoredResult storeParsed(Extraction parsed, String markdown, ObjectNode summary) throws IOException {
            replace(markdown, parsed.mediaType());
            return store(parsed, parsed.mediaType(), parts(parsed), summary);
        }

        /** Stores a text alone: its layout is that of the Markdown. */
        public StoredResult storeMarkdown(String markdown, String mediaType, ObjectNode summary) throws IOException {
            Extraction parsed = parseMarkdown(markdown);
            replace(markdown, mediaType);
            return store(parsed, mediaType, parts(parsed), summary);
        }

        /**
         * Stores a result that is an object of its own, which stands in the directory.
         *
         * @param markdown the text in it, for later operations; empty: there is none, and they cannot work on it
         */
        public StoredResult storeResult(PartFile result, String markdown, String mediaType, ObjectNode summary)
                throws IOException {
            if (markdown.isBlank()) {
                return store(List.of(result), summary.put("mediaType", mediaType));
            }
            Path kept = directory.resolve("kept");
            Files.move(directory.resolve(result.name()), kept);
            Extraction parsed = parseMarkdown(markdown);
            Files.delete(directory.resolve(Extraction.RESULT));
            Files.move(kept, directory.resolve(result.name()));
            writeMarkdown(markdown);
            List<PartFile> parts = new ArrayList<>(List.of(result, markdownPart, layoutOf(parsed)));
            return store(parsed, mediaType, parts, summary);
        }

        private Extraction parseMarkdown(String markdown) throws IOException {
            Path text = directory.resolve("remote.md");
            Files.writeString(text, markdown);
            try {
                return parse(new ExtractRequest(text, "remote.md", "text/markdown", directory));
            } finally {
                Files.deleteIfExists(text);
            }
        }

        private void replace(String markdown, String mediaType) throws IOException {
            Path parsed = directory.resolve("parsed.json");
            Files.move(directory.resolve(Extraction.RESULT), parsed);
            long most = limits.outputSize().toBytes();
            resultPart = ResultFile.write(
                    directory,
                    Extraction.RESULT,
                    "application/json",
                    most,
                    out -> ResultText.replace(parsed, markdown, mediaType, out));
            Files.delete(parsed);
            writeMarkdown(markdown);
        }

        private void writeMarkdown(String markdown) throws IOException {
            long most = limits.outputSize().toBytes();
            markdownPart = ResultFile.write(
                    directory,
                    Extraction.MARKDOWN,
                    "text/markdown",
                    most,
                    out -> out.write(markdown.getBytes(StandardCharsets.UTF_8)));
        }

        private List<PartFile> parts(Extraction parsed) {
            List<PartFile> parts = new ArrayList<>(List.of(resultPart, markdownPart));
            parsed.parts().stream()
                    .map(dev.sluice.engine.PartFile::stored)
                    .filter(part -> !part.name().equals(Extraction.RESULT)
                            && !part.name().equals(Extraction.MARKDOWN))
                    .forEach(parts::add);
            return parts;
        }

        private PartFile layoutOf(Extraction parsed) {
            return parsed.parts().stream()
                    .filter(part -> part.name().equals(Extraction.LAYOUT))
                    .map(dev.sluice.engine.PartFile::stored)
                    .findFirst()
                    .orElseThrow();
        }

        private StoredResult store(Extraction parsed, String mediaType, List<PartFile> parts, ObjectNode summary)
                throws IOException {
            return store(parts, parsed.describe(summary).put("mediaType", mediaType));
        }

        private StoredResult store(List<PartFile> parts, ObjectNode summary) throws IOException {
            ClaimedJob job = document.job();
            summary.put("operation", job.operation().word()).put("name", document.name());
            Artifact artifact =
                    artifacts.store(ids.next(), job.tenantId(), job.jobId(), job.attempt(), directory, parts, summary);
            return new StoredResult(job, artifact);
        }
    }
}
