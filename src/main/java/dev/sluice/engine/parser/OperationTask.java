package dev.sluice.engine.parser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parent asks a parser process to do with documents already extracted.
 *
 * @param operation any but extract
 * @param inputs at least one
 * @param options the operation's options; an empty object for none
 * @param output absolute path of the folder for the result
 * @param outputSize most bytes of the result
 */
public record OperationTask(
        Operation operation, List<Input> inputs, ObjectNode options, String output, long outputSize) {
    /**
     * One extraction.
     *
     * @param id its id, for citations that name it
     * @param name the document's file name
     * @param mediaType the document's type, if known
     * @param layout absolute path of its {@code layout.json.gz}
     * @param splits the document's pages by topic, if it is to be read by topic
     */
    public record Input(
            String id,
            String name,
            @Nullable String mediaType,
            String layout,
            @Nullable Map<String, List<Integer>> splits) {}
}
