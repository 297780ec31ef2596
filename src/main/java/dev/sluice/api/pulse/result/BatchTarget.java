package dev.sluice.api.pulse.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.OutputTarget;
import dev.sluice.batch.Operation;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this dialect keeps with a batch, in {@code batch.output}.
 *
 * @param dialect {@value #DIALECT}, which tells it from batches of others
 * @param output where results are written besides; null: nowhere
 * @param stored whether results have an extraction id for the client
 * @param warnings what of the request had no effect
 * @param twice deprecated members of the result: {@code html} and {@code chunks} a second time at their old place,
 *     {@value #STRUCTURED_OUTPUT}
 * @param version of the saved configuration that was used; null for none
 * @param merged whether one result is made of several extractions, and says of which
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BatchTarget(
        String dialect,
        @Nullable OutputTarget output,
        boolean stored,
        List<String> warnings,
        Set<String> twice,
        @Nullable Integer version,
        boolean merged) {
    static final String DIALECT = "pulse";

    /** The member with which a run shows both: its extraction, and the schema that was filled from it. */
    public static final String STRUCTURED_OUTPUT = "structured_output";

    /** What is assumed of batches that this dialect has not made. */
    static final BatchTarget NONE = new BatchTarget("", null, true, List.of(), Set.of(), null, false);

    public BatchTarget {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        twice = twice == null ? Set.of() : Set.copyOf(twice);
    }

    /** What is kept with a batch of extractions. */
    public static BatchTarget of(OutputTarget output, boolean stored, List<String> warnings, Set<String> twice) {
        return new BatchTarget(DIALECT, output, stored, warnings, twice, null, false);
    }

    /** What is kept with a single run. */
    public static BatchTarget of(boolean stored, List<String> warnings, Set<String> twice) {
        return new BatchTarget(DIALECT, null, stored, warnings, twice, null, false);
    }

    /**
     * Of a stage that works on results.
     *
     * @param output null for a single run
     */
    public static BatchTarget of(
            @Nullable OutputTarget output, List<String> warnings, @Nullable Integer version, boolean merged) {
        return new BatchTarget(DIALECT, output, true, warnings, Set.of(), version, merged);
    }

    /** The same without members at old places. */
    BatchTarget once() {
        Set<String> only = showsSchema() ? Set.of(STRUCTURED_OUTPUT) : Set.of();
        return new BatchTarget(dialect, output, stored, warnings, only, version, merged);
    }

    /** Whether the result is that of an extraction, with a schema filled besides. */
    boolean showsSchema() {
        return twice.contains(STRUCTURED_OUTPUT);
    }

    /** Whether results of this operation are extractions to the client. */
    public boolean isExtraction(Operation operation) {
        return operation == Operation.EXTRACT || showsSchema();
    }

    static BatchTarget read(ObjectMapper mapper, String json) {
        try {
            BatchTarget target = mapper.readValue(json, BatchTarget.class);
            return DIALECT.equals(target.dialect) ? target : NONE;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As JSON. */
    public String write(ObjectMapper mapper) {
        try {
            return mapper.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
