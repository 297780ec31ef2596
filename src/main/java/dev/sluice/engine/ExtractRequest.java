package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One document to extract.
 *
 * @param document the file to read; it is only read, never changed
 * @param name the file's own name, a hint where the content does not tell the type
 * @param mediaType the type somebody declared, a hint like the name
 * @param outputDirectory an existing folder of this request alone; the parts are written into it
 * @param options what is asked for beyond the text, as {@code ExtractOptions} reads it; an empty object for nothing
 * @param opened whether the documents that lie in it have been taken out
 */
public record ExtractRequest(
        Path document,
        String name,
        @Nullable String mediaType,
        Path outputDirectory,
        ObjectNode options,
        boolean opened) {
    /** Of a document from which nothing was taken out. */
    public ExtractRequest(
            Path document, String name, @Nullable String mediaType, Path outputDirectory, ObjectNode options) {
        this(document, name, mediaType, outputDirectory, options, false);
    }

    /** Asks for the text and nothing else. */
    public ExtractRequest(Path document, String name, @Nullable String mediaType, Path outputDirectory) {
        this(document, name, mediaType, outputDirectory, JsonNodeFactory.instance.objectNode());
    }
}
