package dev.sluice.api.pulse.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.batch.BatchParameters;
import dev.sluice.api.pulse.excel.ExcelTemplates;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.request.SavedConfigurations;
import dev.sluice.batch.EngineChoice;
import dev.sluice.batch.Operation;
import dev.sluice.engine.OperationCatalog;
import dev.sluice.http.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What a request for a stage may say, judged without a database. */
class StagesTest {
    private static final UUID SAVED = UUID.fromString("01a20281-ce0a-7bb1-97c3-7ede5e257cf1");
    private static final String SCHEMA = "{'type':'object','properties':{'vendorName':{'type':'string'}}}";

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> warnings = new ArrayList<>();

    private final class OneOfEach implements SavedConfigurations, ExcelTemplates {
        @Override
        public Optional<Saved> resolve(String tenantId, Kind kind, UUID id) {
            return !id.equals(SAVED)
                    ? Optional.empty()
                    : Optional.of(new Saved(
                            tree(
                                    kind == Kind.SPLIT
                                            ? "{'split_input':[{'name':'kept'}]}"
                                            : "{'input_schema':" + SCHEMA + ",'schema_prompt':'kept'}"),
                            7));
        }

        @Override
        public ObjectNode inputSchema(String base64) {
            return tree(SCHEMA);
        }

        @Override
        public void keep(String tenantId, UUID runId, String base64) {}

        @Override
        public Optional<String> outputUrl(String tenantId, UUID schemaId) {
            return Optional.empty();
        }
    }

    private ObjectNode tree(String text) {
        try {
            return (ObjectNode) json.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Stages stages() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("both", new OneOfEach());
        return stages(beans);
    }

    private Stages stages(StaticListableBeanFactory beans) {
        OperationCatalog operations = new OperationCatalog();
        return new Stages(
                new SavedConfigs(
                        beans.getBeanProvider(SavedConfigurations.class), beans.getBeanProvider(ExcelTemplates.class)),
                new EngineChoice() {
                    @Override
                    public String engineFor(Operation operation) {
                        return "embedded";
                    }

                    @Override
                    public void check(Operation operation, String engine, ObjectNode options) {
                        operations.check(operation, options);
                    }
                },
                json);
    }

    private Stage read(String path, String body) {
        return read(stages(), path, body);
    }

    /** As the controllers do. */
    private Stage read(Stages stages, String path, String text) {
        Options body = new Options("", tree(text));
        if (!path.startsWith("/batch")) {
            body.flag("async", false);
        }
        Selection selection = switch (path) {
            case "/batch/schema" -> Selection.ofSchemaBatch(body);
            case "/batch/tables", "/batch/split" -> Selection.ofBatch(body);
            case "/schema" -> Selection.ofSchema(body);
            default -> Selection.ofSingle(body);
        };
        if (path.startsWith("/batch")) {
            BatchParameters.take(body, warnings);
        }
        if (path.endsWith("schema")) {
            return stages.schema("default", selection, body, warnings);
        }
        return path.endsWith("tables")
                ? stages.tables(selection, body, warnings)
                : stages.split("default", selection, body, warnings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what to work on: exactly one; null, empty text and empty list are as good as nothing
                "/batch/schema | 'schema_config':{'input_schema':S} | REQ_004",
                "/batch/schema | 'batch_extract_id':null,'extraction_ids':[],'split_ids':[],'batch_split_id':'','schema_config':{'input_schema':S} | REQ_004",
                "/batch/schema | 'batch_extract_id':'a','extraction_ids':['b'],'schema_config':{'input_schema':S} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','batch_split_id':'b','schema_config':{'input_schema':S} | REQ_003",
                "/batch/schema | 'split_ids':['a'],'batch_split_id':'b','split_schema_config':{'t':{'schema':S}} | REQ_003",
                "/batch/schema | 'extraction_ids':['a'],'split_ids':['b'],'schema_config':{'input_schema':S} | REQ_003",
                "/batch/tables | '':0 | REQ_004",
                "/batch/tables | 'batch_extract_id':'a','extraction_ids':['b'] | REQ_003",
                "/batch/tables | 'extraction_ids':'a' | REQ_003",
                "/batch/tables | 'extraction_ids':[1] | REQ_003",
                "/batch/tables | 'batch_extract_id':['a'] | REQ_003",
                "/batch/tables | 'batch_extract_id':'a','batchExtractId':'a' | REQ_003",
                "/batch/split  | 'split_config':{'split_input':[{'name':'t'}]} | REQ_004",
                "/batch/split  | 'batch_extract_id':'a','extraction_ids':['b'],'split_config':{'split_input':[{'name':'t'}]} | REQ_003",
                "/schema | '':0 | REQ_004",
                "/schema | 'extraction_id':'a','extraction_ids':['b'],'schema_config':{'input_schema':S} | REQ_003",
                "/schema | 'extraction_id':'a','split_id':'b','schema_config':{'input_schema':S} | REQ_003",
                "/schema | 'extraction_ids':['a'],'split_id':'b','schema_config':{'input_schema':S} | REQ_003",
                "/tables | 'extraction_id':null | REQ_004",
                "/split  | 'split_config':{'split_input':[{'name':'t'}]} | REQ_004",
                // the configuration
                "/batch/schema | 'batch_extract_id':'a' | REQ_004",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{} | REQ_004",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'schema_prompt':'x'} | REQ_004",
                "/batch/schema | 'batch_extract_id':'a','schema_config':[] | REQ_004",
                "/batch/schema | 'batch_extract_id':'a','schema_config':'x' | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':'x'} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':S,'excel_template':'eA=='} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':S},'schema_config_id':'ID' | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':S},'split_schema_config':{'t':{'schema':S}} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','split_schema_config':{'t':{'schema':S}} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':{'type':'string'}} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':{'type':7}} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':S,'effort':'perhaps'} | REQ_003",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':S},'page_range':'3-1' | REQ_006",
                "/batch/schema | 'batch_extract_id':'a','schema_config':{'input_schema':S},'pageRange':'x' | REQ_006",
                "/batch/schema | 'batch_split_id':'a' | REQ_004",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':{} | REQ_004",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':[1] | REQ_003",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':{'t':{}} | REQ_004",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':{'t':null} | REQ_004",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':{'t':{'schema':S,'schema_config_id':'ID'}} | REQ_003",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':{'t':{'schema_config_id':'nothing'}} | JOB_001",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':{'t':{'schema':S}},'schema_config':{'input_schema':S} | REQ_003",
                "/batch/schema | 'batch_split_id':'a','split_schema_config':{'t':{'schema':S}},'page_range':'1' | REQ_003",
                "/schema | 'split_id':'a','schema_config':{'input_schema':S} | REQ_003",
                "/schema | 'extraction_id':'a','split_schema_config':{'t':{'schema':S}} | REQ_003",
                "/schema | 'extraction_id':'a','schema_config_id':'01a20281-ce0a-7bb1-97c3-000000000000' | JOB_001",
                "/tables | 'extraction_id':'a','tables_config':'x' | REQ_003",
                "/tables | 'extraction_id':'a','tables_config':{'table_format':'pdf'} | REQ_003",
                "/tables | 'extraction_id':'a','tables_config':{'merge':'perhaps'} | REQ_003",
                "/tables | 'extraction_id':'a','async':'perhaps' | REQ_003",
                "/split | 'extraction_id':'a' | REQ_004",
                "/split | 'extraction_id':'a','split_config':{'split_input':[]} | REQ_004",
                "/split | 'extraction_id':'a','split_config':{'split_input':{}} | REQ_003",
                "/split | 'extraction_id':'a','split_config':{'split_input':[{'description':'x'}]} | REQ_004",
                "/split | 'extraction_id':'a','split_config':{'split_input':['t']} | REQ_003",
                "/split | 'extraction_id':'a','split_config':{'split_input':[{'name':'t'},{'name':'T'}]} | REQ_003",
                "/split | 'extraction_id':'a','split_config':{'split_input':[{'name':'t'}]},'split_config_id':'ID' | REQ_003",
                "/split | 'extraction_id':'a','split_config_id':'nothing' | JOB_001",
                // what every batch has
                "/batch/tables | 'batch_extract_id':'a','output':{} | REQ_004",
                "/batch/tables | 'batch_extract_id':'a','output':null | REQ_004",
                "/batch/tables | 'batch_extract_id':'a','workers':0 | REQ_003",
                "/batch/tables | 'batch_extract_id':'a','workers':11 | REQ_003",
                "/batch/tables | 'batch_extract_id':'a','workers':2.5 | REQ_003",
                "/batch/tables | 'batch_extract_id':'a','workers':'2' | REQ_003",
            })
    void what_cannot_be_meant_is_refused_by_its_code(String path, String members, String code) {
        String output =
                path.startsWith("/batch") && !members.contains("'output'") ? ",'output':{'local_path':'out'}" : "";
        String body = "{" + members.replace(":S", ":" + SCHEMA).replace("'ID'", "'" + SAVED + "'") + output + "}";
        ApiException refused = catchThrowableOfType(ApiException.class, () -> read(path, body));

        assertThat(refused).as(body).isNotNull();
        assertThat(refused.problem().code()).as(refused.getMessage()).isEqualTo(code);
        assertThat(refused.problem().status()).isBetween(400, 404);
        assertThat(refused.getMessage()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "batch_extract_id,EXTRACT,true",
        "extraction_ids,EXTRACT,false",
        "batch_split_id,SPLIT,true",
        "split_ids,SPLIT,false"
    })
    void each_way_to_name_results_is_understood(String parameter, Operation of, boolean isBatch) {
        String id = parameter.endsWith("s") ? "['x']" : "'x'";
        String config = of == Operation.SPLIT
                ? "'splitSchemaConfig':{'t':{'schema':" + SCHEMA + "}}"
                : "'schemaConfig':{'inputSchema':" + SCHEMA + "}";
        Stage stage =
                read("/batch/schema", "{'%s':%s,'output':{'s3Prefix':'s3://b/'},%s}".formatted(parameter, id, config));

        assertThat(stage.selection()).isEqualTo(new Selection(parameter, of, isBatch, List.of("x")));
        assertThat(warnings).isEmpty();
    }

    @Test
    void names_in_a_schema_are_the_clients_and_options_take_any_spelling() {
        Stage stage = read(
                "/schema",
                "{'extractionId':'x','async':true,'schemaConfig':{'inputSchema':" + SCHEMA
                        + ",'schemaPrompt':'Read it','effort':true,'mode':1},'pageRange':'1-2, 5','more':{}}");

        assertThat(stage.config().options())
                .isEqualTo(tree("{'schema':" + SCHEMA + ",'prompt':'Read it','effort':true,'pages':'1-2,5'}"));
        assertThat(stage.warnings())
                .containsExactly("schema_config.mode is unknown and ignored.", "more is unknown and ignored.");
    }

    @Test
    void each_topic_has_a_schema_or_a_saved_one_and_keeps_its_name() {
        Stage stage = read(
                "/schema",
                "{'split_id':'x','split_schema_config':{'Risk_Factors':{'schema':" + SCHEMA
                        + "},'riskFactors':{'schemaConfigId':'" + SAVED + "'}}}");

        assertThat(stage.config().options())
                .isEqualTo(tree("{'topics':{'Risk_Factors':{'schema':" + SCHEMA + "},'riskFactors':{'schema':" + SCHEMA
                        + ",'prompt':'kept'}}}"));
    }

    @Test
    void saved_configurations_are_taken_with_their_version() {
        Stage schema = read("/schema", "{'extraction_id':'x','schema_config_id':'" + SAVED + "'}");
        Stage split = read("/split", "{'extraction_id':'x','split_config_id':'" + SAVED + "'}");

        assertThat(schema.config())
                .isEqualTo(new StageConfig(tree("{'schema':" + SCHEMA + ",'prompt':'kept'}"), 7, null));
        assertThat(split.config()).isEqualTo(new StageConfig(tree("{'topics':[{'name':'kept'}]}"), 7, null));
    }

    @Test
    void a_template_gives_the_schema_and_is_kept() {
        Stage stage = read("/schema", "{'extraction_id':'x','schema_config':{'excel_template':'eA=='}}");

        assertThat(stage.config()).isEqualTo(new StageConfig(tree("{'schema':" + SCHEMA + "}"), null, "eA=="));
    }

    @Test
    void without_saved_configurations_none_is_found() {
        Stages without = stages(new StaticListableBeanFactory());
        ApiException config = catchThrowableOfType(
                ApiException.class,
                () -> read(without, "/schema", "{'extraction_id':'x','schema_config_id':'" + SAVED + "'}"));
        ApiException template = catchThrowableOfType(
                ApiException.class,
                () -> read(without, "/schema", "{'extraction_id':'x','schema_config':{'excel_template':'eA=='}}"));

        assertThat(config.problem().code()).isEqualTo("JOB_001");
        assertThat(config.getMessage()).startsWith("There is no saved configuration");
        assertThat(template.problem().code()).isEqualTo("REQ_003");
    }

    @Test
    void tables_and_splits_are_said_in_our_own_names() {
        Stage tables = read(
                "/tables",
                "{'extraction_id':'x','tablesConfig':{'merge':true,'tableFormat':'json','chartsToTables':true}}");
        Stage plain = read("/tables", "{'extraction_id':'x'}");
        Stage split = read(
                "/split",
                "{'extraction_id':'x','splitConfig':{'splitInput':[{'name':'a B','description':'x'},{'name':'c'}]}}");

        assertThat(tables.config().options())
                .isEqualTo(tree("{'merge':true,'formats':['json'],'chartsToTables':true}"));
        assertThat(plain.config().options()).isEqualTo(tree("{'merge':false,'formats':['html']}"));
        assertThat(split.config().options())
                .isEqualTo(tree("{'topics':[{'name':'a B','description':'x'},{'name':'c'}]}"));
    }

    @Test
    void the_topics_must_be_those_of_every_split() {
        Stage stage = read("/schema", "{'split_id':'x','split_schema_config':{'a':{'schema':" + SCHEMA + "}}}");
        String same = tree("{'topics':[{'name':'a'}]}").toString();
        String other = tree("{'topics':[{'name':'b'},{'name':'A'}]}").toString();
        stages().requireTopics(stage, List.of(same, same));
        ApiException refused =
                catchThrowableOfType(ApiException.class, () -> stages().requireTopics(stage, List.of(same, other)));

        assertThat(refused.problem().code()).isEqualTo("REQ_003");
        assertThat(refused.getMessage()).contains("missing: A, b", "not in the split: a");
    }
}
