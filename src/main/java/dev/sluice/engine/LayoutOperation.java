package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.extract.Layout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation on documents already extracted: reads their layouts, never the documents. It runs in a parser process,
 * knows no database and keeps nothing between two calls.
 */
public interface LayoutOperation {
    /**
     * Checks what a client asked for before a job is made of it.
     *
     * @param options the operation's options; an empty object for none
     * @throws SluiceException with {@code INVALID_OPTIONS} and a sentence that names the option, what is wrong with it
     *     and what would be right
     */
    void check(ObjectNode options);

    /**
     * Carries the operation out.
     *
     * @param inputs at least one; each is read when the list hands it out, so that many never fill the memory
     * @param options as {@link #check} accepted them
     * @return the job's result, a JSON object
     * @throws SluiceException with the reason why there is no result
     */
    ObjectNode run(List<Input> inputs, ObjectNode options);

    /**
     * One extraction to work on.
     *
     * @param id the extraction's id, for citations that name it; empty for the only one
     * @param name the document's file name
     * @param mediaType the document's type, if known
     * @param layout what was extracted
     * @param pages the only pages to look at, from 1; null for all
     * @param splits the document's pages by topic, when the job's input is a split; else null
     */
    record Input(
            String id,
            String name,
            @Nullable String mediaType,
            Layout layout,
            @Nullable List<Integer> pages,
            @Nullable Map<String, List<Integer>> splits) {
        /** A document that is not split. */
        public Input(String id, String name, @Nullable String mediaType, Layout layout, @Nullable List<Integer> pages) {
            this(id, name, mediaType, layout, pages, null);
        }

        /** The same document, only these pages of it. */
        public Input only(List<Integer> some) {
            return new Input(id, name, mediaType, layout, some, null);
        }
    }
}
