package dev.sluice.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.pulse.request.SavedConfigurations;
import dev.sluice.api.pulse.request.SavedConfigurations.Kind;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved configurations, over HTTP and as those see them who run something with them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ConfigurationTest {
    private static final String PATH = "/api/configurations";
    private static final String SCHEMA =
            "{\"input_schema\":{\"type\":\"object\",\"properties\":{\"zeta\":{\"type\":\"string\"},\"a\":{\"type\":\"number\"}}}}";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path home;

    private final ObjectMapper json = new ObjectMapper();
    private RunningHub hub;
    private SavedConfigurations saved;

    @BeforeAll
    void start() throws IOException {
        hub = new RunningHub(home, DATABASE);
        saved = hub.bean(SavedConfigurations.class);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private JsonNode create(String kind, String name, String body) throws Exception {
        HttpResponse<String> response =
                hub.post(PATH, "{\"kind\":\"%s\",\"name\":\"%s\",\"body\":%s}".formatted(kind, name, body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return hub.send(hub.to(path)
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private JsonNode read(String path) throws Exception {
        HttpResponse<String> response = hub.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    @Test
    void a_new_version_is_what_counts_from_then_on_and_the_old_one_stays_as_it_was() throws Exception {
        String id = create("schema", "Invoices", SCHEMA).path("id").asText();

        HttpResponse<String> second = send(
                "PUT",
                PATH + "/" + id,
                "{\"version\":1,\"body\":{\"input_schema\":{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"number\"}}},\"schema_prompt\":\"Totals\"}}");

        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(json.readTree(second.body()).path("version").asInt()).isEqualTo(2);
        SavedConfigurations.Saved resolved =
                saved.resolve("default", Kind.SCHEMA, UUID.fromString(id)).orElseThrow();
        assertThat(resolved.version()).isEqualTo(2);
        assertThat(resolved.body().path("schema_prompt").asText()).isEqualTo("Totals");
        JsonNode first = read(PATH + "/" + id + "?version=1");
        assertThat(first.path("body").toString()).isEqualTo(SCHEMA); // and in its order
        assertThat(first.path("latestVersion").asInt()).isEqualTo(2);
        assertThat(hub.get(PATH + "/" + id + "?version=3").statusCode()).isEqualTo(404);
    }

    @Test
    void who_has_not_seen_the_latest_version_does_not_write_over_it() throws Exception {
        String id = create("split", "Bundles", "{\"split_input\":[{\"name\":\"invoice\"}]}")
                .path("id")
                .asText();
        String body = "{\"version\":1,\"body\":{\"splitInput\":[{\"name\":\"letter\",\"description\":\"any\"}]}}";
        assertThat(send("PUT", PATH + "/" + id, body).statusCode()).isEqualTo(200);

        HttpResponse<String> late = send("PUT", PATH + "/" + id, body);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json.readTree(late.body()).path("errorCode").asText()).isEqualTo("VERSION_CONFLICT");
        assertThat(json.readTree(late.body()).path("message").asText()).contains("latest version is 2, not 1");
    }

    @Test
    void an_archived_one_is_found_by_nobody_who_starts_something_but_can_still_be_read() throws Exception {
        String id = create("extraction", "First pages", "{\"pages\":\"1-2\"}")
                .path("id")
                .asText();
        assertThat(saved.resolve("default", Kind.EXTRACTION, UUID.fromString(id)))
                .isPresent();

        HttpResponse<String> archived = send("DELETE", PATH + "/" + id, "");

        assertThat(json.readTree(archived.body()).path("archivedAt").asText()).isNotEmpty();
        assertThat(saved.resolve("default", Kind.EXTRACTION, UUID.fromString(id)))
                .isEmpty();
        assertThat(read(PATH + "/" + id).path("body").path("pages").asText()).isEqualTo("1-2");
        assertThat(read(PATH + "?name=First+pages").at("/meta/total").asInt()).isZero();
        assertThat(send("PUT", PATH + "/" + id, "{\"version\":1,\"body\":{}}").statusCode())
                .isEqualTo(409);
        create("extraction", "First pages", "{\"pages\":\"1\"}"); // its name is free again
    }

    @Test
    void a_kind_and_a_tenant_of_its_own_are_needed_to_find_one() throws Exception {
        UUID id = UUID.fromString(create("extraction", "Mine", "{}").path("id").asText());

        assertThat(saved.resolve("default", Kind.SCHEMA, id)).isEmpty();
        assertThat(saved.resolve("another", Kind.EXTRACTION, id)).isEmpty();
        assertThat(saved.resolve("default", Kind.EXTRACTION, UUID.randomUUID())).isEmpty();
    }

    @Test
    void the_list_shows_them_page_by_page() throws Exception {
        for (String name : new String[] {"l1", "l2", "l3"}) {
            create("split", name, "{\"split_input\":[{\"name\":\"invoice\"}]}");
        }

        JsonNode page = read(PATH + "?kind=split&limit=2");
        assertThat(page.at("/data/0/name").asText()).isEqualTo("l3");
        assertThat(page.at("/data/0").has("body")).isFalse();
        assertThat(page.at("/meta/hasNextPage").asBoolean()).isTrue();
        String next = page.at("/meta/nextUrl").asText();
        JsonNode second = read(next.substring(next.indexOf(PATH)));
        assertThat(second.at("/data/0/name").asText()).isEqualTo("l1");
        assertThat(read(PATH + "?kind=split&name=l2").at("/meta/total").asInt()).isEqualTo(1);
    }

    @Test
    void sent_again_under_its_key_it_is_created_once() throws Exception {
        String body = "{\"kind\":\"split\",\"name\":\"once\",\"body\":{\"split_input\":[{\"name\":\"x\"}]}}";
        HttpResponse<String> first = hub.send(hub.to(PATH)
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString(body)));
        HttpResponse<String> again = hub.send(hub.to(PATH)
                .header("x-api-key", RunningHub.KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(BodyPublishers.ofString(body)));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(hub.post(PATH, body).statusCode()).isEqualTo(409); // the name is taken
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"other\",\"name\":\"n\",\"body\":{}} | kind must be extraction, schema or split",
                "{\"kind\":\"schema\",\"body\":{}} | name is needed",
                "{\"kind\":\"schema\",\"name\":\"n\"} | body must be an object",
                "{\"kind\":\"schema\",\"name\":\"n\",\"body\":{}} | exactly one of input_schema and excel_template",
                "{\"kind\":\"schema\",\"name\":\"n\",\"body\":{\"input_schema\":{\"type\":\"array\"}}} | must describe an object",
                "{\"kind\":\"split\",\"name\":\"n\",\"body\":{\"split_input\":[{\"name\":\"\"}]}} | name is missing",
                "{\"kind\":\"split\",\"name\":\"n\",\"body\":{}} | split_input is missing",
                "{\"kind\":\"extraction\",\"name\":\"n\",\"body\":{\"pages\":\"x\"}} | pages",
                "{\"kind\":\"extraction\",\"name\":\"n\",\"body\":{},\"version\":3} | version is unknown here",
                "{\"kind\":\"extraction\",\"name\":\"a\\nb\",\"body\":{}} | one line",
                "[] | not a JSON object",
            })
    void what_no_request_could_use_is_not_saved(String body, String sentence) throws Exception {
        HttpResponse<String> response = hub.post(PATH, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(json.readTree(response.body()).path("message").asText()).contains(sentence);
    }

    @Test
    void what_has_no_effect_is_said() throws Exception {
        JsonNode created = create("extraction", "warned", "{\"pages\":\"1\",\"colour\":\"blue\"}");

        assertThat(created.path("warnings").get(0).asText()).contains("colour is unknown and ignored");
    }
}
