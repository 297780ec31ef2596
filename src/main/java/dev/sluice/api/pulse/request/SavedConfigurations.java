package dev.sluice.api.pulse.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/** Configurations that a client has saved under an id, to be named in place of the configuration itself. */
public interface SavedConfigurations {
    /** What a configuration is for; the request names it by {@code <kind>_config_id}. */
    enum Kind {
        /** {@code extractionConfigId}: the options of an extraction. */
        EXTRACTION,
        /** {@code schema_config_id}: {@code {input_schema | excel_template, schema_prompt, effort}}. */
        SCHEMA,
        /** {@code split_config_id}: {@code {split_input: [{name, description}]}}. */
        SPLIT
    }

    /**
     * A configuration as it stands now.
     *
     * @param body as it would stand in the request, in the names of the wire
     * @param version from 1 on, shown in results
     */
    record Saved(ObjectNode body, int version) {}

    /** The configuration of that kind and id, if the tenant has it. */
    Optional<Saved> resolve(String tenantId, Kind kind, UUID id);
}
