package dev.sluice.api.pulse.excel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/** Workbooks that clients send in place of a schema, and get back filled by {@code GET /schema/{schema_id}/excel}. */
public interface ExcelTemplates {
    /**
     * Reads which fields a template asks for. Writes nothing down.
     *
     * @param base64 an xlsx file, as it stood in the request
     * @return a JSON Schema of type object
     * @throws dev.sluice.http.ApiException {@code REQ_003} if it is no workbook that can be filled
     */
    ObjectNode inputSchema(String base64);

    /**
     * Keeps the template for as long as the results are kept; called in the transaction that submits the run, after
     * {@link #inputSchema} has accepted it.
     *
     * @param runId the job of a single run; or the batch, for all of its jobs
     */
    void keep(String tenantId, UUID runId, String base64);

    /**
     * The path under which the filled workbook can be had, for the member {@code excel_output_url} of the result:
     * {@code /schema/{schema_id}/excel}; empty if no template was kept for the job or its batch.
     *
     * @param schemaId the job that fills the schema
     */
    Optional<String> outputUrl(String tenantId, UUID schemaId);
}
