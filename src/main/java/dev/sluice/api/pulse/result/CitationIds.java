package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.api.pulse.answer.OwnJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says citations of Sluice's own results in the ids that the extraction shows in {@code bounding_boxes}: block
 * {@code b12} is {@code txt-12}, table {@code t2} is {@code tbl-2}, and a block that is a figure or a table has that
 * one's id.
 */
public final class CitationIds {
    private static final int UUID_LENGTH = 36;

    /** Finds the {@code result.json} of an extraction. */
    @FunctionalInterface
    public interface Extractions {
        /**
         * The file; it need not exist.
         *
         * @param extractionId null for the only one
         */
        Path file(@Nullable UUID extractionId);
    }

    private final Extractions extractions;
    private final boolean merged;
    private final Map<String, Map<String, String>> special = new HashMap<>();

    /**
     * @param merged whether ids have that of their extraction and a hyphen before them
     */
    public CitationIds(Extractions extractions, boolean merged) {
        this.extractions = extractions;
        this.merged = merged;
    }

    /** The id in this dialect; what is no id of ours stays as it is. */
    public String of(String citation, @Nullable UUID only) throws IOException {
        UUID extraction = prefix(citation);
        String block = extraction == null ? citation : citation.substring(UUID_LENGTH + 1);
        UUID from = extraction == null ? only : extraction;
        String id = local(block, from);
        return merged && from != null ? from + "-" + id : id;
    }

    private static @Nullable UUID prefix(String citation) {
        if (citation.length() <= UUID_LENGTH || citation.charAt(UUID_LENGTH) != '-') {
            return null;
        }
        try {
            return UUID.fromString(citation.substring(0, UUID_LENGTH));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String local(String id, @Nullable UUID extraction) throws IOException {
        boolean numbered = id.length() > 1 && id.substring(1).chars().allMatch(c -> c >= '0' && c <= '9');
        if (!numbered || (id.charAt(0) != 'b' && id.charAt(0) != 't')) {
            return id;
        }
        if (id.charAt(0) == 't') {
            return BoundingBoxes.tableId(id);
        }
        String key = String.valueOf(extraction);
        Map<String, String> others = special.get(key);
        if (others == null) {
            others = others(extractions.file(extraction));
            special.put(key, others);
        }
        return others.getOrDefault(id, BoundingBoxes.textId(id));
    }

    /** The blocks that are not shown as texts. */
    private static Map<String, String> others(Path file) throws IOException {
        Map<String, String> others = new HashMap<>();
        if (!Files.isRegularFile(file)) {
            return others;
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = OwnJson.FACTORY.createParser(in)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("blocks")) {
                    int figures = 0;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        figures += block(parser, figures, others) ? 1 : 0;
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return others;
    }

    /** Whether it is a figure. */
    private static boolean block(JsonParser parser, int figures, Map<String, String> others) throws IOException {
        String id = "";
        String type = "";
        String table = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = parser.getText();
                case "type" -> type = parser.getText();
                case "table" -> table = parser.getText();
                default -> parser.skipChildren();
            }
        }
        if (table != null) {
            others.put(id, BoundingBoxes.tableId(table));
            return false;
        }
        if (type.equals("figure")) {
            others.put(id, "fig-" + (figures + 1));
            return true;
        }
        return false;
    }
}
