package dev.sluice.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One document to extract.
 *
 * @param document the file to read; it is only read, never changed
 * @param name the file's own name, a hint where the content does not tell the type
 * @param mediaType the type somebody declared, a hint like the name
 * @param outputDirectory an existing folder of this request alone; the parts are written into it
 */
public record ExtractRequest(
        Path document, String name, @Nullable String mediaType, Path outputDirectory) {}
