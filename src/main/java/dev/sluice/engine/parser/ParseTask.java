package dev.sluice.engine.parser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What the parent asks a parser process to do: one document, with every limit that holds for it.
 *
 * @param document absolute path of the file
 * @param name the file's own name, a hint
 * @param mediaType a declared type, a hint
 * @param output absolute path of the folder for the parts
 * @param limits what it may not exceed
 * @param ocr how to read images
 * @param options what the client asked for beyond the text; an empty object for nothing
 * @param opened whether the documents that lie in it have been taken out
 */
public record ParseTask(
        String document,
        String name,
        @Nullable String mediaType,
        String output,
        Limits limits,
        Ocr ocr,
        ObjectNode options,
        boolean opened) {
    /** A document of which nothing was taken out. */
    public ParseTask(
            String document,
            String name,
            @Nullable String mediaType,
            String output,
            Limits limits,
            Ocr ocr,
            ObjectNode options) {
        this(document, name, mediaType, output, limits, ocr, options, false);
    }

    /** See {@code sluice.limits.*}; sizes in bytes. */
    public record Limits(int pages, long outputSize, int tableRows, long imagePixels) {}

    /** See {@code sluice.ocr.*}. */
    public record Ocr(String command, String languages, long pageTimeoutMillis, int resolution) {}
}
