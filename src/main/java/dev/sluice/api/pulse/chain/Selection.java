package dev.sluice.api.pulse.chain;

import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.batch.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Which earlier results a stage works on, as the client names them.
 *
 * @param parameter by which it was given
 * @param of what made them: {@code EXTRACT} or {@code SPLIT}
 * @param isBatch whether the only id is that of a batch
 * @param ids at least one, exactly one if {@code parameter} is in the singular
 */
record Selection(String parameter, Operation of, boolean isBatch, List<String> ids) {
    private static final String BATCH_EXTRACT = "batch_extract_id";
    private static final String BATCH_SPLIT = "batch_split_id";
    private static final String EXTRACTION = "extraction_id";
    private static final String EXTRACTIONS = "extraction_ids";
    private static final String SPLIT = "split_id";
    private static final String SPLITS = "split_ids";

    Selection {
        ids = List.copyOf(ids);
    }

    /** The extractions of a batch of tables or splits. */
    static Selection ofBatch(Options body) {
        return one(body, BATCH_EXTRACT, EXTRACTIONS);
    }

    /** The extractions or splits of a batch of schemas. */
    static Selection ofSchemaBatch(Options body) {
        return one(body, BATCH_EXTRACT, EXTRACTIONS, BATCH_SPLIT, SPLITS);
    }

    /** What {@code POST /schema} works on. */
    static Selection ofSchema(Options body) {
        return one(body, EXTRACTION, EXTRACTIONS, SPLIT);
    }

    /** What {@code POST /tables} and {@code /split} work on. */
    static Selection ofSingle(Options body) {
        return one(body, EXTRACTION);
    }

    private static Selection one(Options body, String... parameters) {
        List<Selection> given = new ArrayList<>();
        for (String parameter : parameters) {
            Operation of = parameter.contains("split") ? Operation.SPLIT : Operation.EXTRACT;
            List<String> ids = parameter.endsWith("s") ? body.texts(parameter) : single(body, parameter);
            if (!ids.isEmpty()) {
                given.add(new Selection(parameter, of, parameter.startsWith("batch"), ids));
            }
        }
        String choice = parameters.length == 1 ? parameters[0] : "exactly one of " + String.join(", ", parameters);
        if (given.isEmpty()) {
            throw PulseError.REQ_004.because("What to work on is missing: give " + choice + ".");
        }
        if (given.size() > 1) {
            throw PulseError.REQ_003.because("%s and %s exclude each other: give %s."
                    .formatted(given.get(0).parameter, given.get(1).parameter, choice));
        }
        return given.get(0);
    }

    private static List<String> single(Options body, String parameter) {
        String id = body.text(parameter);
        return id == null ? List.of() : List.of(id);
    }

    /** Whether the documents are split: each topic has a schema of its own. */
    boolean isSplit() {
        return of == Operation.SPLIT;
    }

    /** Whether the client names a list. */
    boolean isList() {
        return parameter.endsWith("s");
    }

    /** The only id. */
    String id() {
        return ids.get(0);
    }
}
