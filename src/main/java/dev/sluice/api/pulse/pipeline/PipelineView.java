package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.jobs.BatchJobs;
import dev.sluice.api.jobs.Spool;
import dev.sluice.api.pulse.job.OtherJobs;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.result.JobResults;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pipelines as clients see them: the answer of a synchronous call, and {@code GET /job/{id}}. */
@Component
class PipelineView implements OtherJobs {
    /** For what Sluice has written itself: a text in it may be as long as a document. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final PipelineTable table;
    private final Pipelines pipelines;
    private final BatchReader reader;
    private final BatchJobs jobs;
    private final JobResults results;

    PipelineView(PipelineTable table, Pipelines pipelines, BatchReader reader, BatchJobs jobs, JobResults results) {
        this.table = table;
        this.pipelines = pipelines;
        this.reader = reader;
        this.jobs = jobs;
        this.results = results;
    }

    @Override
    public boolean write(String tenantId, UUID id, String origin, JsonGenerator json) throws IOException {
        Optional<PipelineRun> found = table.find(tenantId, id);
        if (found.isEmpty()) {
            return false;
        }
        PipelineRun run = found.get();
        json.writeStartObject();
        json.writeStringField("job_id", id.toString());
        json.writeStringField("status", run.status());
        json.writeStringField("created_at", time(run.createdAt()));
        json.writeStringField("updated_at", time(run.updatedAt()));
        if (run.status().equals("completed")) {
            json.writeFieldName("result");
            result(run, origin, json);
        }
        if (run.errorText() != null) {
            json.writeStringField("error", run.errorText());
            json.writeStringField("code", run.errorCode());
        }
        json.writeEndObject();
        return true;
    }

    @Override
    public Optional<String> cancel(String tenantId, UUID id) {
        return pipelines.cancel(tenantId, id);
    }

    /** {@code {status, total_latency, results: {<step>: {..., latency}}}}, with latencies in seconds. */
    void result(PipelineRun run, String origin, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", run.status());
        json.writeNumberField("total_latency", seconds(run.createdAt(), run.finishedAt()));
        json.writeObjectFieldStart("results");
        for (int i = 0; i < run.begun().size(); i++) {
            Step step = run.steps().get(i);
            Step.Begun begun = run.begun().get(i);
            json.writeObjectFieldStart(step.name().word());
            if (step.name() == Step.Name.BATCH_EXTRACT) {
                batch(run.tenantId(), begun.id(), json);
            } else {
                single(run.tenantId(), step, begun.id(), origin, json);
            }
            json.writeNumberField("latency", seconds(begun.began(), begun.ended()));
            json.writeEndObject();
        }
        json.writeEndObject();
        if (!run.warnings().isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (String warning : run.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void batch(String tenantId, UUID id, JsonGenerator json) throws IOException {
        List<String> extractions = new ArrayList<>();
        int[] total = {0};
        jobs.read(tenantId, id, job -> {
            total[0]++;
            if (job.state() == JobState.COMPLETED && job.artifactId() != null) {
                extractions.add(job.artifactId().toString());
            }
        });
        json.writeStringField("batch_job_id", id.toString());
        json.writeArrayFieldStart("extraction_ids");
        for (String extraction : extractions) {
            json.writeString(extraction);
        }
        json.writeEndArray();
        json.writeNumberField("total_files", total[0]);
    }

    /** Copies the result of the call that the step stands for, member by member. */
    private void single(String tenantId, Step step, UUID id, String origin, JsonGenerator json) throws IOException {
        Job job = reader.job(tenantId, id).orElseThrow();
        Optional<Spool> result = results.find(job, origin);
        if (result.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Spool spool = result.get()) {
            spool.copyTo(bytes);
        }
        try (JsonParser parser = JSON.createParser(bytes.toByteArray())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (step.name() == Step.Name.EXTRACT && name.equals("page_count")) {
                    json.writeNumberField("pages", parser.getIntValue());
                }
                json.writeFieldName(name);
                json.copyCurrentStructure(parser);
            }
        }
        if (step.name() == Step.Name.SPLIT && step.body() != null) {
            JsonNode input = new Options("", step.body()).object("split_config").take("split_input");
            json.writeFieldName("split_input");
            copy(input.isNull() ? JsonNodeFactory.instance.arrayNode() : input, json);
        }
    }

    private static void copy(JsonNode value, JsonGenerator json) throws IOException {
        try (JsonParser parser = JSON.createParser(value.toString())) {
            parser.nextToken();
            json.copyCurrentStructure(parser);
        }
    }

    private static double seconds(Instant from, @Nullable Instant to) {
        return to == null ? 0 : Math.max(0, Duration.between(from, to).toMillis()) / 1_000.0;
    }

    private static String time(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }
}
