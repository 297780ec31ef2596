package dev.sluice.api.pulse.excel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.Operation;
import dev.sluice.http.ApiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads templates, keeps them, and gives them back filled. */
@Component
class Workbooks implements ExcelTemplates {
    private final TemplateFile file = new TemplateFile();
    private final TemplateTable table;
    private final BatchReader reader;
    private final ArtifactStore artifacts;
    private final ObjectMapper mapper;

    Workbooks(TemplateTable table, BatchReader reader, ArtifactStore artifacts, ObjectMapper mapper) {
        this.table = table;
        this.reader = reader;
        this.artifacts = artifacts;
        this.mapper = mapper;
    }

    @Override
    public ObjectNode inputSchema(String base64) {
        try {
            return file.open(TemplateFile.decode(base64), LayoutFinder::find).schema();
        } catch (IllegalArgumentException e) {
            throw PulseError.REQ_003.because(
                    "excel_template is no workbook that can be filled: " + e.getMessage() + ".");
        }
    }

    @Override
    public void keep(String tenantId, UUID runId, String base64) {
        table.insert(tenantId, runId, TemplateFile.decode(base64));
    }

    @Override
    public Optional<String> outputUrl(String tenantId, UUID schemaId) {
        return table.exists(tenantId, schemaId) ? Optional.of("/schema/" + schemaId + "/excel") : Optional.empty();
    }

    /**
     * The filled workbook.
     *
     * @throws ApiException {@code JOB_001} if there is none; {@code FILE_002} if it would be too large
     */
    byte[] filled(String tenantId, UUID schemaId) throws IOException {
        Job job = reader.job(tenantId, schemaId)
                .filter(found -> found.operation() == Operation.SCHEMA)
                .orElseThrow(() -> PulseError.JOB_001.because("There is no schema result of this id."));
        byte[] template = table.find(tenantId, schemaId)
                .orElseThrow(() -> PulseError.JOB_001.because(
                        "There is no workbook of this result: no excel_template was given with its request."));
        UUID artifact = job.artifactId();
        if (job.state() != JobState.COMPLETED || artifact == null) {
            throw PulseError.JOB_001.because("There is no workbook of this result: the job is "
                    + job.state().word() + ".");
        }
        JsonNode values = mapper.readTree(
                        artifacts.part(artifact, "result.json").toFile())
                .path("values");
        return file.open(template, workbook -> {
            Layout layout = LayoutFinder.find(workbook);
            int rows = layout.grids().stream()
                    .mapToInt(grid -> values.path(grid.name()).size())
                    .sum();
            if (rows > Filler.MOST_ROWS) {
                throw PulseError.FILE_002.because(
                        "The result has %,d rows; a workbook is filled with up to %,d. Read it from GET /job/%s."
                                .formatted(rows, Filler.MOST_ROWS, schemaId));
            }
            Filler.fill(workbook, layout, values);
            ByteArrayOutputStream out = new ByteArrayOutputStream(template.length * 2);
            workbook.write(out);
            return out.toByteArray();
        });
    }
}
