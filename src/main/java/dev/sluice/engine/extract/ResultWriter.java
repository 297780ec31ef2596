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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code result.json}, the job's result; the Markdown is copied from its file, never held in memory. */
final class ResultWriter {
    private final DocumentSink sink;

    ResultWriter(DocumentSink sink) {
        this.sink = sink;
    }

    void write(OutputStream out, Path markdown, String mediaType) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out);
                Reader text = Files.newBufferedReader(markdown, StandardCharsets.UTF_8)) {
            json.writeStartObject();
            json.writeFieldName("markdown");
            json.writeString(text, -1);
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
            json.writeStringField("text", block.plain());
            box(json, block.box(), sink.sizeOf(block.page()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Eight numbers from 0 to 1: the corners clockwise from top left, as displayed. */
    private static void box(JsonGenerator json, @Nullable Box box, DocumentSink.@Nullable PageSize page)
            throws IOException {
        if (box == null || page == null) {
            return;
        }
        double[] corners = {
            box.x0() / page.width(), box.y0() / page.height(), box.x1() / page.width(), box.y0() / page.height(),
            box.x1() / page.width(), box.y1() / page.height(), box.x0() / page.width(), box.y1() / page.height()
        };
        json.writeArrayFieldStart("box");
        for (double corner : corners) {
            json.writeNumber(Math.round(Math.max(0, Math.min(1, corner)) * 1e5) / 1e5);
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
