package dev.sluice.api.pulse.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.excel.ExcelTemplates;
import dev.sluice.api.pulse.request.SavedConfigurations;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Saved configurations and Excel templates, if this hub has any. */
@Component
class SavedConfigs {
    private static final ExcelTemplates NO_TEMPLATES = new ExcelTemplates() {
        @Override
        public ObjectNode inputSchema(String base64) {
            throw PulseError.REQ_003.because("excel_template is not read by this hub: give input_schema.");
        }

        @Override
        public void keep(String tenantId, UUID runId, String base64) {
            throw new IllegalStateException("no template is accepted");
        }

        @Override
        public Optional<String> outputUrl(String tenantId, UUID schemaId) {
            return Optional.empty();
        }
    };

    private final SavedConfigurations configurations;
    private final ExcelTemplates templates;

    SavedConfigs(ObjectProvider<SavedConfigurations> configurations, ObjectProvider<ExcelTemplates> templates) {
        this.configurations = configurations.getIfAvailable(() -> (tenantId, kind, id) -> Optional.empty());
        this.templates = templates.getIfAvailable(() -> NO_TEMPLATES);
    }

    ExcelTemplates templates() {
        return templates;
    }

    /**
     * A saved configuration.
     *
     * @throws dev.sluice.http.ApiException {@code JOB_001}
     */
    SavedConfigurations.Saved find(String tenantId, SavedConfigurations.Kind kind, String parameter, String id) {
        return References.uuid(id)
                .flatMap(uuid -> configurations.resolve(tenantId, kind, uuid))
                .orElseThrow(() -> PulseError.JOB_001.because(
                        "There is no saved configuration of the id that %s names.".formatted(parameter)));
    }
}
