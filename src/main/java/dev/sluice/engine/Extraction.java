package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an extraction produced: the description of the files in the output directory, never their content.
 *
 * @param parts the files written, each once
 * @param mediaType the type found by looking at the content
 * @param pageCount pages, slides, sheets or images; null where the format has no pages of its own (text, HTML, Word)
 * @param words words in the text
 * @param blocks headings, paragraphs, list items and tables
 * @param tables how many of the blocks are tables
 * @param warnings what a reader of the result should know
 * @param firstLine the first line of the text, at most 200 characters; empty if there is no text
 */
public record Extraction(
        List<PartFile> parts,
        String mediaType,
        @Nullable Integer pageCount,
        long words,
        int blocks,
        int tables,
        List<ExtractWarning> warnings,
        String firstLine) {
    /** Name of the job's result, JSON. */
    public static final String RESULT = "result.json";

    /** Name of the text as Markdown. */
    public static final String MARKDOWN = "result.md";

    /** Name of {@link #RESULT} where it stands beside the result of the operation it was made for. */
    public static final String RESULT_BESIDE = "extraction.json";

    /** The same of {@link #MARKDOWN}. */
    public static final String MARKDOWN_BESIDE = "extraction.md";

    /** Name of the layout that later operations read instead of the document, gzipped JSON. */
    public static final String LAYOUT = "layout.json.gz";

    /** Name of the text as a web page, if asked for. */
    public static final String HTML = "result.html";

    /** Name of the text as XML, if asked for. */
    public static final String XML = "result.xml";

    public Extraction {
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /** Puts the small facts about it into the summary of an artifact. */
    public ObjectNode describe(ObjectNode summary) {
        return summary.put("mediaType", mediaType)
                .put("pageCount", pageCount)
                .put("words", words)
                .put("blocks", blocks)
                .put("tables", tables)
                .put("firstLine", firstLine);
    }
}
