package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.SourceDocument;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ExtractedDocument;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.remote.RemoteExtraction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine llm of the operation extract. The document is read by the embedded parsers first, so that later operations
 * know where on its pages things stand; the model then writes its text down as Markdown, from an image from the image
 * itself.
 */
public class LlmExtract {
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");
    private static final long LARGEST_IMAGE = 20_000_000;

    private final LlmSettings settings;
    private final Conversation conversation;
    private final RemoteExtraction extraction;
    private final ObjectMapper json;

    LlmExtract(LlmSettings settings, Conversation conversation, RemoteExtraction extraction, ObjectMapper json) {
        this.settings = settings;
        this.conversation = conversation;
        this.extraction = extraction;
        this.json = json;
    }

    /**
     * Extracts the document.
     *
     * @return the stored result; its summary says the model, how many requests it took and their tokens
     * @throws SluiceException with the reason why there is none
     */
    public StoredResult extract(SourceDocument document) {
        return extraction.run(document, work -> {
            Usage usage = new Usage();
            Extraction embedded = work.parse();
            String markdown = transcribe(document, embedded, work.directory(), usage);
            ObjectNode summary = usage.describe(json.createObjectNode(), settings.model());
            return embedded.words() == 0 && !markdown.isBlank()
                    ? work.storeMarkdown(markdown, embedded.mediaType(), summary)
                    : work.storeParsed(embedded, markdown, summary);
        });
    }

    private String transcribe(SourceDocument document, Extraction embedded, Path directory, Usage usage)
            throws IOException {
        ClaimedJob job = document.job();
        ExtractedDocument read = new ExtractedDocument(
                job.jobId().toString(),
                document.name(),
                embedded.mediaType(),
                directory.resolve(Extraction.LAYOUT),
                directory.resolve(Extraction.MARKDOWN),
                null);
        DocumentText text = TextReader.read(List.of(read));
        String image = image(document, embedded);
        Map<Integer, StringBuilder> pages = new TreeMap<>();
        for (DocumentText chunk : text.chunks(settings.maxCharacters())) {
            JsonNode answer = conversation.ask(job, new TranscribeTask(), chunk, image, usage);
            for (JsonNode page : answer.path("pages")) {
                StringBuilder whole = pages.computeIfAbsent(page.path("page").asInt(), unseen -> new StringBuilder());
                whole.append(whole.isEmpty() ? "" : "\n\n")
                        .append(page.path("markdown").asText().strip());
            }
        }
        StringBuilder markdown = new StringBuilder();
        pages.forEach((number, content) -> {
            if (!markdown.isEmpty()) {
                markdown.append("\n\n<!-- page ").append(number).append(" -->\n\n");
            }
            markdown.append(content);
        });
        return markdown.append('\n').toString();
    }

    private @Nullable String image(SourceDocument document, Extraction embedded) throws IOException {
        if (!settings.images() || !IMAGES.contains(embedded.mediaType())) {
            return null;
        }
        if (document.size() > LARGEST_IMAGE) {
            throw new SluiceException(
                    ErrorCode.FILE_TOO_LARGE,
                    "The image has %,d bytes; models are sent at most %,d.".formatted(document.size(), LARGEST_IMAGE));
        }
        return "data:" + embedded.mediaType() + ";base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(document.path()));
    }
}
