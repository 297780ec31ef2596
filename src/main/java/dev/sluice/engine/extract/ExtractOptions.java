package dev.sluice.engine.extract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.SluiceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client may ask of an extraction beyond the text.
 *
 * @param pages {@code pages}: the only pages to read
 * @param chunking {@code chunking}: how to cut the text into chunks, null for not at all
 * @param html {@code html}: whether to write {@code result.html} too
 * @param xml {@code xml}: whether to write {@code result.xml} too
 * @param words {@code words}: whether the result lists every word of PDFs and images with its place
 * @param footnotes {@code footnotes}: whether the result ties footnotes to the blocks that refer to them
 * @param hidden {@code hidden}: what hidden parts of spreadsheets are read
 * @param figures {@code figures}: whether pictures are written as files
 */
public record ExtractOptions(
        PageSelection pages,
        @Nullable Chunking chunking,
        boolean html,
        boolean xml,
        boolean words,
        boolean footnotes,
        Hidden hidden,
        Figures figures) {
    /** What holds when nothing is asked for. */
    public static final ExtractOptions DEFAULT = new ExtractOptions(
            PageSelection.ALL,
            null,
            false,
            false,
            false,
            false,
            new Hidden(false, false, false),
            new Figures(false, false));

    /** Ways to cut the text into chunks. */
    public enum ChunkType {
        SEMANTIC,
        HEADER,
        PAGE,
        RECURSIVE
    }

    /**
     * How to chunk.
     *
     * @param types at least one
     * @param size most characters of a chunk, 100 to 10,000
     */
    public record Chunking(List<ChunkType> types, int size) {
        static final int DEFAULT_SIZE = 1_000;
        static final int SMALLEST = 100;
        static final int LARGEST = 10_000;

        public Chunking {
            types = List.copyOf(types);
        }
    }

    /** Which hidden parts of spreadsheets count. */
    public record Hidden(boolean rows, boolean columns, boolean sheets) {}

    /** Whether pictures are written as files, and whether somebody wanted them described. */
    public record Figures(boolean images, boolean descriptions) {}

    /**
     * Reads and checks a request's options.
     *
     * @param options an empty object for none
     * @throws SluiceException {@code INVALID_OPTIONS} with a sentence that names the option, what is wrong and what
     *     would be right
     */
    public static ExtractOptions parse(ObjectNode options) {
        return new OptionsParser(options).parse();
    }
}
