package dev.sluice.api.pulse.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.request.SavedConfigurations;
import dev.sluice.http.ApiException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ExtractPresetsTest {
    private static final UUID ID = UUID.fromString("01a20281-ce0a-7bb1-97c3-7ede5e257cf1");

    private final ObjectMapper json = new ObjectMapper();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final ExtractPresets presets = new ExtractPresets(beans.getBeanProvider(SavedConfigurations.class));

    private void saved(String preset) throws IOException {
        ObjectNode body = json.readValue(preset, ObjectNode.class);
        SavedConfigurations saved = (tenantId, kind, id) ->
                tenantId.equals("acme") && kind == SavedConfigurations.Kind.EXTRACTION && id.equals(ID)
                        ? Optional.of(new SavedConfigurations.Saved(body, 1))
                        : Optional.empty();
        beans.addBean("saved", saved);
    }

    private JsonNode under(String options) throws IOException {
        return presets.under("acme", json.readTree(options));
    }

    @Test
    void what_the_request_says_itself_wins_member_by_member() throws IOException {
        saved("""
                {"pages":"1-3","figureProcessing":{"showImages":true,"description":false},
                 "extensions":{"chunking":{"chunkTypes":["page"],"chunkSize":500},"footnoteReferences":true}}
                """);

        JsonNode merged = under("""
                {"extraction_config_id":"%s","pages":"2","figure_processing":{"show_images":false},
                 "extensions":{"chunking":{"chunk_types":["header"]}},"spreadsheet":null}
                """.formatted(ID));

        assertThat(merged).isEqualTo(json.readTree("""
                {"pages":"2","figureProcessing":{"description":false,"show_images":false},
                 "extensions":{"chunking":{"chunk_types":["header"],"chunkSize":500},"footnoteReferences":true}}
                """));
    }

    @Test
    void without_a_preset_the_options_stay_as_they_are() throws IOException {
        assertThat(under("{\"pages\":\"2\",\"extractionConfigId\":null}"))
                .isEqualTo(json.readTree("{\"pages\":\"2\"}"));
        assertThat(under("null").isNull()).isTrue();
    }

    @Test
    void a_preset_that_is_not_there_is_unknown() throws IOException {
        String named = "{\"extractionConfigId\":\"%s\"}";
        assertThatThrownBy(() -> under(named.formatted(ID))).isInstanceOf(ApiException.class);
        saved("{}");
        assertThat(under(named.formatted(ID))).isEmpty();
        assertThatThrownBy(() -> presets.under("other", json.readTree(named.formatted(ID))))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.problem().code()).isEqualTo("JOB_001"));
        assertThatThrownBy(() -> under(named.formatted("undefined")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.problem().code()).isEqualTo("JOB_001"));
        assertThatThrownBy(() -> under("{\"extractionConfigId\":7}"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.problem().code()).isEqualTo("REQ_003"));
    }
}
