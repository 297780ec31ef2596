package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.batch.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A stage on earlier results as one step of something larger: the same as {@code POST /schema}, {@code /tables} or {@code /split}. */
@Component
public class StageStep {
    private final Stages stages;
    private final ChainedRuns runs;
    private final ObjectMapper mapper;

    StageStep(Stages stages, ChainedRuns runs, ObjectMapper mapper) {
        this.stages = stages;
        this.runs = runs;
        this.mapper = mapper;
    }

    /**
     * Checks a request without looking up what it refers to.
     *
     * @param body as it would be posted
     * @return what of it has no effect
     * @throws dev.sluice.http.ApiException with the first thing that is wrong
     */
    public List<String> check(String tenantId, Operation operation, ObjectNode body) {
        return stage(tenantId, operation, body).warnings();
    }

    /**
     * Writes the job down, in the caller's transaction.
     *
     * @return its id
     * @throws dev.sluice.http.ApiException if it cannot be accepted
     */
    public UUID submit(String tenantId, Operation operation, ObjectNode body) {
        try {
            String answer =
                    runs.accept(tenantId, stage(tenantId, operation, body)).body();
            return UUID.fromString(mapper.readTree(answer).path("job_id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stage stage(String tenantId, Operation operation, ObjectNode posted) {
        Options body = new Options("", posted);
        List<String> warnings = new ArrayList<>();
        return switch (operation) {
            case SCHEMA -> stages.schema(tenantId, Selection.ofSchema(body), body, warnings);
            case TABLES -> stages.tables(Selection.ofSingle(body), body, warnings);
            case SPLIT -> stages.split(tenantId, Selection.ofSingle(body), body, warnings);
            case EXTRACT, CLASSIFY -> throw new IllegalArgumentException("no stage of this dialect: " + operation);
        };
    }
}
