package dev.sluice.engine.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.PartFile;
import dev.sluice.artifact.StoredResult;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.ExtractLimits;
import dev.sluice.engine.ExtractedDocument;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.OperationCatalog;
import dev.sluice.engine.OperationInput;
import dev.sluice.engine.OperationResults;
import dev.sluice.engine.extract.PageSelection;
import dev.sluice.engine.remote.ResultFile;
import dev.sluice.engine.schema.TopicSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The engine llm of all operations on extractions: asks the model and stores what it answered, in the usual form. */
public class LlmOperation {
    private final LlmSettings settings;
    private final Conversation conversation;
    private final OperationCatalog catalog;
    private final OperationResults results;
    private final ArtifactStore artifacts;
    private final ExtractLimits limits;
    private final ObjectMapper json;

    LlmOperation(
            LlmSettings settings,
            Conversation conversation,
            OperationCatalog catalog,
            OperationResults results,
            ArtifactStore artifacts,
            ExtractLimits limits,
            ObjectMapper json) {
        this.settings = settings;
        this.conversation = conversation;
        this.catalog = catalog;
        this.results = results;
        this.artifacts = artifacts;
        this.limits = limits;
        this.json = json;
    }

    /**
     * Carries the operation out.
     *
     * @return the stored result; its summary says the model, how many requests it took and their tokens
     * @throws SluiceException with the reason why there is none
     */
    public StoredResult run(OperationInput input) {
        try {
            Usage usage = new Usage();
            ObjectNode result = result(input, usage);
            PartFile part = ResultFile.write(
                    input.directory(), result, json, limits.outputSize().toBytes());
            return results.store(input, List.of(part), usage.describe(json.createObjectNode(), settings.model()));
        } catch (IOException e) {
            artifacts.discard(input.directory());
            throw new SluiceException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The extraction cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            artifacts.discard(input.directory());
            throw e;
        }
    }

    private ObjectNode result(OperationInput input, Usage usage) throws IOException {
        DocumentText text = TextReader.read(input.documents());
        return switch (input.job().operation()) {
            case CLASSIFY -> {
                ClassifyTask task = new ClassifyTask(input.options());
                yield beginning(input, task, text, usage, task::result);
            }
            case SCHEMA -> schema(input, text, usage);
            case SPLIT -> split(input, text, usage);
            case TABLES -> tables(input, text, usage);
            case EXTRACT -> throw new IllegalArgumentException("extract works on documents, not on extractions");
        };
    }

    @FunctionalInterface
    private interface Projection {
        ObjectNode of(JsonNode answer);
    }

    /** For what one request must decide: a text that is too long is cut, and the result says so. */
    private ObjectNode beginning(
            OperationInput input, LlmTask task, DocumentText text, Usage usage, Projection projection) {
        List<DocumentText> chunks = text.chunks(settings.maxCharacters());
        ObjectNode result = projection.of(conversation.ask(input.job(), task, chunks.get(0), null, usage));
        ArrayNode warnings = result.putArray("warnings");
        if (chunks.size() > 1) {
            warnings.addObject()
                    .put("code", "TEXT_CUT")
                    .put(
                            "message",
                            "The model was shown the first %,d characters only (sluice.engine.llm.max-characters)."
                                    .formatted(settings.maxCharacters()));
        }
        return result;
    }

    private ObjectNode schema(OperationInput input, DocumentText text, Usage usage) {
        if (TopicSchemas.asked(input.options())) {
            return TopicSchemas.fill(
                    input.options(),
                    input.documents().get(0).splits(),
                    (pages, own) -> schema(input, own, text.only(pages), usage));
        }
        JsonNode pages = input.options().path("pages");
        DocumentText asked = pages.isTextual()
                ? text.only(PageSelection.parse(pages.textValue()).of(text.pages()))
                : text;
        return schema(input, input.options(), asked, usage);
    }

    private ObjectNode schema(OperationInput input, ObjectNode options, DocumentText text, Usage usage) {
        SchemaTask task = new SchemaTask(options);
        return beginning(input, task, text, usage, task::result);
    }

    private ObjectNode split(OperationInput input, DocumentText text, Usage usage) {
        SplitTask task = new SplitTask(input.options());
        DocumentText overview = text.overview(settings.maxCharacters());
        ObjectNode result = task.result(conversation.ask(input.job(), task, overview, null, usage));
        result.putArray("warnings");
        return result;
    }

    /** Found by the model, joined and written down as by the embedded engine. */
    private ObjectNode tables(OperationInput input, DocumentText text, Usage usage) {
        LayoutOperation rendering = catalog.get(Operation.TABLES);
        rendering.check(input.options());
        TablesTask task = new TablesTask(input.options());
        List<JsonNode> found = new ArrayList<>();
        for (DocumentText chunk : text.chunks(settings.maxCharacters())) {
            conversation
                    .ask(input.job(), task, chunk, null, usage)
                    .path("tables")
                    .forEach(found::add);
        }
        ExtractedDocument first = input.documents().get(0);
        ObjectNode result = rendering.run(
                List.of(new LayoutOperation.Input("", first.name(), first.mediaType(), TablesTask.layout(found), null)),
                input.options());
        for (JsonNode table : result.path("tables")) {
            ((ObjectNode) table).set("citations", citations(table.path("citations"), found));
        }
        return result;
    }

    /** From the tables of the model's answer, t1 and so on, to the blocks that it cited for them. */
    private ArrayNode citations(JsonNode tables, List<JsonNode> found) {
        ArrayNode blocks = json.createArrayNode();
        for (JsonNode id : tables) {
            int index = Integer.parseInt(id.asText().substring(1)) - 1;
            found.get(index).path("citations").forEach(blocks::add);
        }
        return blocks;
    }
}
