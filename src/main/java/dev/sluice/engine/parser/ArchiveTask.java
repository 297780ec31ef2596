package dev.sluice.engine.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parent asks a parser process to take apart.
 *
 * @param document absolute path of the file
 * @param name the file's own name, a hint
 * @param mediaType a declared type, a hint
 * @param output absolute path of an empty folder for what lies in it
 * @param kinds those that are to be opened: {@code zip}, {@code eml}
 * @param limits what it may not exceed
 */
public record ArchiveTask(
        String document, String name, @Nullable String mediaType, String output, List<String> kinds, Limits limits) {
    /**
     * See {@code sluice.limits.*}; sizes in bytes.
     *
     * @param entries documents
     * @param size all of them unpacked
     * @param fileSize one of them
     * @param ratio unpacked to packed
     * @param inlineImage images in a mail's text up to that size are left out
     */
    public record Limits(int entries, long size, long fileSize, int ratio, long inlineImage) {}
}
