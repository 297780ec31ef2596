package dev.sluice.engine.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {
    private final SchemaOperation operation = new SchemaOperation();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; schema is missing",
                "{'schema':[]}; schema is missing or no object",
                "{'schema':{'type':'array','items':{}}}; must describe an object",
                "{'schema':{'type':'objekt'}}; no valid JSON Schema",
                "{'schema':{'type':'object','properties':[]}}; no valid JSON Schema",
                "{'schema':{'type':'object','properties':{'a':{'$ref':'http://example.org/s.json'}}}}; within the schema itself",
                "{'schema':{'type':'object','properties':{'a':{'$ref':'#/$defs/gone'}}}}; which is not in it",
                "{'schema':{'type':'object'},'prompt':7}; prompt must be text",
                "{'schema':{'type':'object'},'effort':'high'}; effort must be true or false",
                "{'schema':{'type':'object'},'colour':'red'}; option colour is unknown"
            })
    void a_wrong_option_is_refused_with_a_sentence(String options, String sentence) {
        assertThatThrownBy(() -> operation.check((ObjectNode) Documents.json(options)))
                .isInstanceOfSatisfying(SluiceException.class, e -> {
                    org.assertj.core.api.Assertions.assertThat(e.failure().code())
                            .isEqualTo(ErrorCode.INVALID_OPTIONS);
                    org.assertj.core.api.Assertions.assertThat(e.failure().message())
                            .contains(sentence);
                });
    }

    @Test
    void a_schema_nested_too_deeply_is_refused() {
        String deep = "{'type':'object','properties':{'a':".repeat(40) + "{'type':'string'}" + "}}".repeat(40);
        assertThatThrownBy(() -> operation.check((ObjectNode) Documents.json("{'schema':" + deep + "}")))
                .hasMessageContaining("64 levels");
    }

    @Test
    void a_good_schema_with_local_references_passes() {
        String options = "{'schema':{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object',"
                + "'properties':{'total':{'$ref':'#/$defs/money'}},'$defs':{'money':{'type':['number','null']}}},"
                + "'prompt':'Dates are DD/MM/YYYY','effort':true}";
        assertThatCode(() -> operation.check((ObjectNode) Documents.json(options)))
                .doesNotThrowAnyException();
    }
}
