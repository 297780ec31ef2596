package dev.sluice.engine.extract;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one family of formats. */
public interface Extractor {
    /** Whether it reads files of this type, the type having been found by content. */
    boolean reads(String mediaType);

    /**
     * Reads the document into the sink.
     *
     * @throws IOException when the document is damaged; a {@code SluiceException} says anything more particular
     */
    void extract(Path document, String mediaType, DocumentSink sink) throws IOException;
}
