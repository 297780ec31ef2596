package dev.sluice.engine.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.ExtractWarning;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code result.json}, the job's result; the Markdown is copied from its file, never held in memory. */
final class ResultWriter {
    private final DocumentSink sink;

    ResultWriter(DocumentSink sink) {
        this.sink = sink;
    }

    /** {@code parts} are the files whose text stands in the result under that name. */
    void write(OutputStream out, Map<String, Path> parts, String mediaType) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, Path> part : parts.entrySet()) {
                json.writeFieldName(part.getKey());
                try (Reader text = Files.newBufferedReader(part.getValue(), StandardCharsets.UTF_8)) {
                    json.writeString(text, -1);
                }
            }
            json.writeStringField("mediaType", mediaType);
            Integer pageCount = sink.pageCount();
            json.writeFieldName("pageCount");
            if (pageCount == null) {
                json.writeNull();
            } else {
                json.writeNumber(pageCount);
            }
            json.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> entry : sink.metadata().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            blocks(json, sink.blocks());
            chunks(json);
            words(json);
            footnotes(json);
            warnings(json, sink.warnings());
            json.writeEndObject();
        }
    }

    private void blocks(JsonGenerator json, List<Block> blocks) throws IOException {
        json.writeArrayFieldStart("blocks");
        int tables = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            json.writeStartObject();
            json.writeStringField("id", BlockIds.block(i));
            json.writeStringField("type", block.type().word());
            if (block.page() > 0) {
                json.writeNumberField("page", block.page());
            }
            if (block.type() == BlockType.HEADING || block.type() == BlockType.LIST_ITEM) {
                json.writeNumberField("level", block.level());
            }
            if (block.table() != null) {
                json.writeStringField("table", BlockIds.table(tables++));
            }
            reference(json, block);
            drawing(json, block.drawing());
            problems(json, block);
            json.writeStringField("text", block.plain());
            corners(json, sink.corners(block.page(), block.box()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void reference(JsonGenerator json, Block block) throws IOException {
        String reference = block.reference();
        if (block.type() == BlockType.FIGURE && reference != null) {
            json.writeStringField("figure", reference);
        }
        Drawing drawing = block.drawing();
        if (drawing != null) {
            place(json, drawing.place());
        } else if (block.type() != BlockType.FIGURE) {
            place(json, reference);
        }
    }

    private static void place(JsonGenerator json, @Nullable String reference) throws IOException {
        if (reference == null) {
            return;
        }
        // A sheet's name may hold an exclamation mark; a range cannot.
        int end = reference.lastIndexOf('!');
        if (end >= 0) {
            json.writeStringField("sheet", reference.substring(0, end));
        }
        json.writeStringField("range", reference);
    }

    private static void drawing(JsonGenerator json, @Nullable Drawing drawing) throws IOException {
        if (drawing == null) {
            return;
        }
        json.writeObjectFieldStart("drawing");
        if (drawing.chartType() != null) {
            json.writeStringField("chartType", drawing.chartType());
        }
        if (drawing.title() != null) {
            json.writeStringField("title", drawing.title());
        }
        if (!drawing.ranges().isEmpty()) {
            json.writeArrayFieldStart("ranges");
            for (String range : drawing.ranges()) {
                json.writeString(range);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Why a picture that was asked for has no image or no description. */
    private void problems(JsonGenerator json, Block block) throws IOException {
        boolean unseen = block.isUnseen() && sink.wantsFigures();
        boolean untold = sink.options().figures().descriptions();
        if (block.type() != BlockType.FIGURE || !unseen && !untold) {
            return;
        }
        Drawing drawing = block.drawing();
        boolean chart = drawing != null && drawing.chartType() != null;
        json.writeObjectFieldStart("problems");
        if (unseen) {
            json.writeStringField(
                    "image",
                    chart
                            ? "Charts are not drawn; their numbers stand in a table."
                            : "The picture is too small, cannot be read, or is one too many.");
        }
        if (untold) {
            json.writeStringField("description", "The embedded engine cannot describe pictures.");
        }
        json.writeEndObject();
    }

    static void corners(JsonGenerator json, double[] corners) throws IOException {
        if (corners.length > 0) {
            json.writeArrayFieldStart("box");
            for (double corner : corners) {
                json.writeNumber(corner);
            }
            json.writeEndArray();
        }
    }

    private void chunks(JsonGenerator json) throws IOException {
        ExtractOptions.Chunking chunking = sink.options().chunking();
        if (chunking == null) {
            return;
        }
        Chunker chunker = new Chunker(sink.blocks(), chunking.size());
        json.writeObjectFieldStart("chunks");
        for (ExtractOptions.ChunkType type : chunking.types()) {
            json.writeArrayFieldStart(type.name().toLowerCase(Locale.ROOT));
            chunker.cut(type, json::writeString);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void words(JsonGenerator json) throws IOException {
        WordsFile words = sink.words();
        if (words == null) {
            return;
        }
        json.writeFieldName("words");
        json.writeRawValue("");
        try (Reader text = Files.newBufferedReader(words.finish(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[1 << 14];
            for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
                json.writeRaw(buffer, 0, count);
            }
        }
    }

    private void footnotes(JsonGenerator json) throws IOException {
        if (!sink.options().footnotes()) {
            return;
        }
        json.writeArrayFieldStart("footnotes");
        for (DocumentSink.Footnote note : sink.footnotes()) {
            json.writeStartObject();
            json.writeStringField("symbol", note.symbol());
            json.writeStringField("textId", BlockIds.block(note.text()));
            json.writeArrayFieldStart("referenceIds");
            for (int block : note.references()) {
                json.writeString(BlockIds.block(block));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void warnings(JsonGenerator json, List<ExtractWarning> warnings) throws IOException {
        json.writeArrayFieldStart("warnings");
        for (ExtractWarning warning : warnings) {
            json.writeStartObject();
            json.writeStringField("code", warning.code());
            json.writeStringField("message", warning.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
