package dev.sluice.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.PartFile;
import dev.sluice.engine.Extraction;
import dev.sluice.engine.extract.PartWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes the result of a remote engine as the embedded ones write theirs: counted, hashed, limited. */
public final class ResultFile {
    private ResultFile() {}

    /** Writes bytes of a part. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes {@link Extraction#RESULT}. */
    public static PartFile write(Path directory, JsonNode result, ObjectMapper json, long most) throws IOException {
        return write(
                directory,
                Extraction.RESULT,
                "application/json",
                most,
                out -> out.write(json.writeValueAsBytes(result)));
    }

    /**
     * Writes a part of any name.
     *
     * @param most bytes; more are {@code OUTPUT_TOO_LARGE}
     */
    public static PartFile write(Path directory, String name, String mediaType, long most, Content content)
            throws IOException {
        PartWriter part = new PartWriter(directory.resolve(name), mediaType, most);
        try (part) {
            content.writeTo(part);
        }
        return part.part().stored();
    }
}
