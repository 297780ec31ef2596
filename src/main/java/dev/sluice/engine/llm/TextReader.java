package dev.sluice.engine.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sluice.engine.ExtractedDocument;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads the blocks of a stored layout and no more of it: words and rules are passed over, for they can be many. */
final class TextReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser json;
    private final String prefix;
    private final List<TextBlock> blocks = new ArrayList<>();
    /** For each table, where in the list its block stands: tables follow behind the blocks. */
    private final Map<String, Integer> tables = new HashMap<>();

    private int pages;

    private TextReader(JsonParser json, String prefix) {
        this.json = json;
        this.prefix = prefix;
    }

    /** The text of all documents; if they are several, ids begin with that of their extraction and a hyphen. */
    static DocumentText read(List<ExtractedDocument> documents) throws IOException {
        List<TextBlock> blocks = new ArrayList<>();
        int pages = 0;
        for (ExtractedDocument document : documents) {
            DocumentText one = read(document, documents.size() == 1 ? "" : document.id() + "-");
            blocks.addAll(one.blocks());
            pages = Math.max(pages, one.pages());
        }
        return new DocumentText(blocks, pages);
    }

    private static DocumentText read(ExtractedDocument document, String prefix) throws IOException {
        try (InputStream in =
                        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(document.layout()), 1 << 16));
                JsonParser json = JSON.createParser(in)) {
            return new TextReader(json, prefix).text();
        }
    }

    private DocumentText text() throws IOException {
        json.nextToken();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "pages" -> each(this::page);
                case "blocks" -> each(this::block);
                case "tables" -> each(this::table);
                default -> json.skipChildren();
            }
        }
        int last = blocks.stream().mapToInt(TextBlock::page).max().orElse(0);
        return new DocumentText(blocks, Math.max(1, Math.max(pages, last)));
    }

    private void page() throws IOException {
        pages++;
        json.skipChildren();
    }

    private void block() throws IOException {
        String id = "";
        int page = 0;
        String type = "";
        String text = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getText();
                case "page" -> page = json.getIntValue();
                case "type" -> type = json.getText();
                case "text" -> text = json.getText();
                case "table" -> tables.put(json.getText(), blocks.size());
                default -> json.skipChildren();
            }
        }
        blocks.add(new TextBlock(prefix + id, page, type, text));
    }

    private void table() throws IOException {
        String id = "";
        StringBuilder text = new StringBuilder();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getText();
                case "rows" ->
                    each(() -> {
                        each(() -> text.append(cell()).append('\t'));
                        text.append('\n');
                    });
                default -> json.skipChildren();
            }
        }
        Integer index = tables.get(id);
        if (index != null) {
            TextBlock block = blocks.get(index);
            blocks.set(index, new TextBlock(block.id(), block.page(), block.type(), text.toString()));
        }
    }

    private String cell() throws IOException {
        String text = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("text")) {
                text = json.getText().replace('\n', ' ');
            } else {
                json.skipChildren();
            }
        }
        return text;
    }

    @FunctionalInterface
    private interface Item {
        void read() throws IOException;
    }

    private void each(Item item) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            item.read();
        }
    }
}
