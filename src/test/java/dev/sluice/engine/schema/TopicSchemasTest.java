package dev.sluice.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.LayoutOperation;
import dev.sluice.engine.extract.Block;
import dev.sluice.engine.extract.Layout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaOperation operation = new SchemaOperation();

    private static ObjectNode options(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json);
    }

    private static LayoutOperation.Input bundle(@Nullable Map<String, List<Integer>> splits) {
        Layout layout = new Layout(
                List.of(),
                List.of(
                        Block.paragraph("Invoice number: A-17", 1, null),
                        Block.paragraph("Invoice number: B-99", 2, null)));
        return new LayoutOperation.Input("", "bundle.pdf", null, layout, null, splits);
    }

    @Test
    void each_topic_is_filled_from_its_own_pages() throws Exception {
        ObjectNode options = options("""
                {"topics": {"first": {"schema": {"type": "object", "properties": {"invoice_number": {"type": "string"}}}},
                            "second": {"schema": {"type": "object", "properties": {"invoice_number": {"type": "string"}}}},
                            "third": {"schema": {"type": "object", "properties": {"invoice_number": {"type": "string"}}}}}}""");
        operation.check(options);

        JsonNode result = operation.run(List.of(bundle(Map.of("first", List.of(1), "second", List.of(2)))), options);

        assertThat(result.at("/results/first/values/invoice_number").asText()).isEqualTo("A-17");
        assertThat(result.at("/results/second/values/invoice_number").asText()).isEqualTo("B-99");
        assertThat(result.at("/errors/third").asText()).isEqualTo("No page of the document belongs to this topic.");
    }

    @Test
    void a_mistake_names_its_topic() throws Exception {
        ObjectNode options = options("{\"topics\": {\"first\": {\"schema\": {\"type\": \"array\"}}}}");

        assertThatThrownBy(() -> operation.check(options)).hasMessageStartingWith("The topic first: The option schema");
        ObjectNode empty = options("{\"topics\": {}}");
        assertThatThrownBy(() -> operation.check(empty)).hasMessageContaining("must be an object with a member");
    }

    @Test
    void topics_without_a_split_say_what_is_missing() throws Exception {
        ObjectNode options = options("{\"topics\": {\"a\": {\"schema\": {\"type\": \"object\", \"properties\": {}}}}}");

        assertThatThrownBy(() -> operation.run(List.of(bundle(null)), options))
                .hasMessageContaining("needs one split as its input");
    }
}
