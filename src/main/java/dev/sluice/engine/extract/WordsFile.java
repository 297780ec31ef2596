package dev.sluice.engine.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the words of all pages on disk until the result is written, for a long document has millions. */
final class WordsFile implements AutoCloseable {
    private final Path file;
    private final JsonGenerator json;
    private int count;

    WordsFile(Path file, long limit) throws IOException {
        this.file = file;
        this.json = new JsonFactory()
                .createGenerator(PartWriter.limited(new BufferedOutputStream(Files.newOutputStream(file)), limit));
        json.writeStartArray();
    }

    void add(Page page) throws IOException {
        for (Word word : page.words()) {
            json.writeStartObject();
            json.writeStringField("id", "w-" + ++count);
            json.writeStringField("text", word.text());
            json.writeNumberField("page", page.number());
            ResultWriter.corners(json, DocumentSink.corners(word.box(), page.width(), page.height()));
            json.writeNumberField("confidence", Math.round(word.confidence() * 100) / 100.0);
            json.writeEndObject();
        }
    }

    /** Ends the list; the file then holds a JSON array. */
    Path finish() throws IOException {
        json.close();
        return file;
    }

    @Override
    public void close() throws IOException {
        json.close();
        Files.deleteIfExists(file);
    }
}
