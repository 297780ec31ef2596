package dev.sluice.api.pulse.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.TestUploads;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import dev.sluice.engine.extract.ExtractOptions;
import dev.sluice.http.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchExtractParserTest {
    private static final String OUTPUT = "\"output\":{\"local_path\":\"x\"}";
    private static final String URLS = "\"input\":{\"file_urls\":[\"https://example.com/a.pdf\"]}";

    @TempDir
    Path directory;

    private TestUploads uploads;

    @BeforeEach
    void begin() {
        uploads = new TestUploads(directory);
    }

    private static BatchExtractRequest parse(Upload upload) {
        try (upload) {
            return BatchExtractParser.parse(upload, options -> options);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private BatchExtractRequest parse(String json) {
        return parse(uploads.json(json));
    }

    private String code(Upload upload) {
        return catchThrowableOfType(ApiException.class, () -> parse(upload))
                .problem()
                .code();
    }

    private BodyException.Kind kind(Upload upload) {
        return catchThrowableOfType(BodyException.class, () -> parse(upload)).kind();
    }

    private List<String> contentsStored() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void a_request_as_the_typescript_sdk_sends_it_is_understood() {
        BatchExtractRequest request = parse("""
                {"input":{"s3_prefix":"s3://my-bucket/documents/"},"output":{"s3_prefix":"s3://my-bucket/results/"},
                 "workers":10,"extract_options":{"pages":"1-2","figureProcessing":{"description":true,"showImages":true}}}
                """);

        assertThat(request.input()).isEqualTo(new PulseInput.Prefix("s3://my-bucket/documents/"));
        assertThat(request.parameters().s3Prefix()).isEqualTo("s3://my-bucket/results/");
        assertThat(request.parameters().workers()).isEqualTo(10);
        assertThat(request.options())
                .hasToString("{\"pages\":\"1-2\",\"figures\":{\"images\":true,\"descriptions\":true}}");
        assertThat(request.warnings()).isEmpty();
    }

    @Test
    void inline_files_are_stored_whatever_the_order_of_their_members() throws IOException {
        String hello = Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8));
        BatchExtractRequest request = parse("{\"input\":{\"files\":["
                + "{\"filename\":\"a.txt\",\"content\":\"" + hello + "\"},"
                + "{\"content\":\"" + hello.replace("=", "") + "\",\"filename\":\"ü.txt\",\"more\":[{}]}]}," + OUTPUT
                + "}");

        List<UploadedDocument> documents = ((PulseInput.Files) request.input()).documents();
        assertThat(documents).extracting(UploadedDocument::name).containsExactly("a.txt", "ü.txt");
        assertThat(Files.readString(
                        uploads.contents().path(documents.get(1).content().sha256())))
                .isEqualTo("hello");
        assertThat(contentsStored()).hasSize(1);
        assertThat(request.parameters().workers()).isEqualTo(4);
    }

    @Test
    void a_document_longer_than_any_text_may_be_is_decoded_as_it_comes() throws IOException {
        byte[] bytes = new byte[24_000_000];
        new Random(1).nextBytes(bytes);
        BatchExtractRequest request = parse("{\"input\":{\"files\":[{\"filename\":\"a.bin\",\"content\":\""
                + Base64.getEncoder().encodeToString(bytes) + "\"}]}," + OUTPUT + "}");

        UploadedDocument document =
                ((PulseInput.Files) request.input()).documents().get(0);
        assertThat(Files.readAllBytes(uploads.contents().path(document.content().sha256())))
                .isEqualTo(bytes);
    }

    @Test
    void names_may_be_written_in_either_case() {
        BatchExtractRequest request = parse("""
                {"input":{"fileUrls":["https://example.com/a.pdf"]},"output":{"s3Prefix":"s3://b/x","localPath":"y"},
                 "extractOptions":{"figure_processing":{"show_images":true},
                   "extensions":{"footnote_references":true,"chunking":{"chunk_types":["semantic","page"],"chunk_size":200},
                                 "alt_outputs":{"wlbb":true,"return_html":true,"return_xml":true}},
                   "spreadsheet":{"include_hidden_rows":true}}}
                """);

        assertThat(request.input()).isEqualTo(new PulseInput.Urls(List.of("https://example.com/a.pdf")));
        assertThat(request.parameters().s3Prefix()).isEqualTo("s3://b/x");
        assertThat(request.parameters().localPath()).isEqualTo("y");
        assertThat(request.options().toString())
                .contains("\"footnotes\":true", "\"words\":true", "\"html\":true", "\"xml\":true")
                .contains("\"chunking\":{\"types\":[\"semantic\",\"page\"],\"size\":200}")
                .contains("\"hidden\":{\"rows\":true,\"columns\":false,\"sheets\":false}");
        assertThat(ExtractOptions.parse(request.options()).words()).isTrue();
    }

    @Test
    void options_of_older_clients_are_honoured_or_named() {
        BatchExtractRequest request = parse("{" + URLS + "," + OUTPUT + ",\"extract_options\":{"
                + "\"chunking\":\"semantic, header\",\"chunkSize\":300,\"returnHtml\":\"true\",\"figureDescription\":true,"
                + "\"structuredOutput\":{\"schema\":{}},\"thinking\":true,\"async\":true,\"color\":\"red\","
                + "\"storage\":{\"enabled\":false,\"folderName\":\"x\"}},\"hurry\":1}");

        assertThat(request.options())
                .hasToString("{\"figures\":{\"images\":false,\"descriptions\":true},\"html\":true,"
                        + "\"chunking\":{\"types\":[\"semantic\",\"header\"],\"size\":300}}");
        assertThat(request.stored()).isFalse();
        assertThat(request.schema()).isNotNull();
        assertThat(request.warnings())
                .hasSize(5)
                .anyMatch(w -> w.startsWith("extract_options.structuredOutput "))
                .anyMatch(w -> w.startsWith("extract_options.thinking "))
                .anyMatch(w -> w.startsWith("extract_options.color "))
                .anyMatch(w -> w.startsWith("extract_options.storage.folderName "))
                .anyMatch(w -> w.startsWith("hurry "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                       | REQ_001",
                "{\"input\":null,OUTPUT}                                                  | REQ_001",
                "{\"input\":{},OUTPUT}                                                    | REQ_001",
                "{\"input\":{\"files\":[],\"file_urls\":[],\"s3_prefix\":\"\"},OUTPUT}    | REQ_001",
                "{\"input\":{\"files\":null,\"file_urls\":null,\"s3_prefix\":null},OUTPUT} | REQ_001",
                "{\"input\":[],OUTPUT}                                                    | REQ_003",
                "{\"input\":{\"file_urls\":\"https://a\"},OUTPUT}                         | REQ_003",
                "{\"input\":{\"file_urls\":[1]},OUTPUT}                                   | REQ_003",
                "{\"input\":{\"file_urls\":[\"ftp://a/b\"]},OUTPUT}                       | REQ_003",
                "{\"input\":{\"files\":{}},OUTPUT}                                        | REQ_003",
                "{\"input\":{\"files\":[\"x\"]},OUTPUT}                                   | REQ_003",
                "{\"input\":{\"files\":[{\"filename\":\"a\"}]},OUTPUT}                    | REQ_004",
                "{\"input\":{\"files\":[{\"content\":\"aGk=\"}]},OUTPUT}                  | REQ_004",
                "{\"input\":{\"files\":[{\"filename\":\"a\",\"content\":7}]},OUTPUT}      | REQ_003",
                "{\"input\":{\"s3_prefix\":\"s3://b/x\",\"file_urls\":[\"http://a\"]},OUTPUT} | REQ_003",
                "{\"input\":{\"s3_prefix\":\"s3://b/x\",\"local_path\":\"y\"},OUTPUT}     | REQ_003",
                "{\"input\":{\"s3_prefix\":\"s3://b/x\",\"s3Prefix\":\"s3://b/y\"},OUTPUT} | REQ_003",
                "{URLS}                                                                   | REQ_004",
                "{URLS,\"output\":{}}                                                     | REQ_004",
                "{URLS,\"output\":{\"s3_prefix\":\"  \"}}                                 | REQ_004",
                "{URLS,\"output\":\"x\"}                                                  | REQ_003",
                "{URLS,\"output\":{\"s3_prefix\":5}}                                      | REQ_003",
                "{URLS,OUTPUT,\"workers\":0}                                              | REQ_003",
                "{URLS,OUTPUT,\"workers\":11}                                             | REQ_003",
                "{URLS,OUTPUT,\"workers\":2.5}                                            | REQ_003",
                "{URLS,OUTPUT,\"workers\":\"4\"}                                          | REQ_003",
                "{URLS,OUTPUT,\"workers\":99999999999999999999}                           | REQ_003",
                "{URLS,OUTPUT,\"extract_options\":7}                                      | REQ_003",
                "{URLS,OUTPUT,\"extract_options\":{\"model\":\"gpt\"}}                    | REQ_003",
                "{URLS,OUTPUT,\"extract_options\":{\"pages\":\"2-1\"}}                    | REQ_006",
                "{URLS,OUTPUT,\"extract_options\":{\"pages\":\"0\"}}                      | REQ_006",
                "{URLS,OUTPUT,\"extract_options\":{\"pages\":\"1,,2\"}}                   | REQ_006",
                "{URLS,OUTPUT,\"extract_options\":{\"pages\":[1]}}                        | REQ_006",
                "{URLS,OUTPUT,\"extract_options\":{\"chunkSize\":99}}                     | REQ_005",
                "{URLS,OUTPUT,\"extract_options\":{\"extensions\":{\"chunking\":{\"chunkTypes\":[\"x\"]}}}} | REQ_003",
                "{URLS,OUTPUT,\"extract_options\":{\"spreadsheet\":{\"includeHiddenRows\":\"maybe\"}}} | REQ_003",
            })
    void what_cannot_be_has_its_code(String body, String code) {
        assertThat(code(uploads.json(body.replace("URLS", URLS).replace("OUTPUT", OUTPUT))))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"input\":",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"input\":{\"files\":[{\"filename\":\"a\",\"content\":\"%%%\"}]}}",
                "{\"output\":{\"s3_prefix\":\"\\ud800\"}}",
                "{\"output\":{\"s3_prefix\":\"\\u0000\"}}",
                "{\"output\":NaN}"
            })
    void what_is_no_json_is_malformed_and_leaves_nothing(String body) throws IOException {
        assertThat(kind(uploads.json(body))).isEqualTo(BodyException.Kind.MALFORMED);
        assertThat(contentsStored()).isEmpty();
    }

    @Test
    void json_may_be_nested_as_deep_as_the_limit_says() {
        assertThat(kind(uploads.json("{\"x\":" + "[".repeat(70) + "]".repeat(70) + "}")))
                .isEqualTo(BodyException.Kind.MALFORMED);
        assertThat(parse("{\"x\":" + "[".repeat(60) + "]".repeat(60) + "," + URLS + "," + OUTPUT + "}")
                        .warnings())
                .hasSize(1);
    }

    @Test
    void json_that_is_no_document_must_fit_into_memory() {
        String url = "\"https://example.com/" + "a".repeat(1_000) + "\"";
        assertThat(kind(uploads.json(
                        "{\"input\":{\"file_urls\":[" + (url + ",").repeat(1_100) + url + "]}," + OUTPUT + "}")))
                .isEqualTo(BodyException.Kind.MALFORMED);
    }

    @Test
    void a_byte_order_mark_is_tolerated() {
        assertThat(parse("\uFEFF{" + URLS + "," + OUTPUT + "}").input()).isInstanceOf(PulseInput.Urls.class);
    }

    @Test
    void other_types_of_bodies_are_refused() {
        byte[] body = ("{" + URLS + "," + OUTPUT + "}").getBytes(StandardCharsets.UTF_8);
        for (String type : new String[] {null, "text/plain", "application/x-www-form-urlencoded", "application/xml"}) {
            assertThat(kind(uploads.of(type, body))).isEqualTo(BodyException.Kind.WRONG_TYPE);
        }
        assertThat(parse(uploads.of("Application/JSON; charset=utf-8", body))
                        .parameters()
                        .workers())
                .isEqualTo(4);
    }

    @Test
    void a_document_over_the_limit_refuses_the_whole_request_and_leaves_only_what_is_swept() throws IOException {
        byte[] bytes = new byte[42_000_000];
        assertThat(kind(uploads.json("{\"input\":{\"files\":[{\"filename\":\"a\",\"content\":\""
                        + Base64.getEncoder().encodeToString(bytes) + "\"}]}," + OUTPUT + "}")))
                .isEqualTo(BodyException.Kind.FILE_TOO_LARGE);
        assertThat(contentsStored()).isEmpty();
    }

    @Test
    void a_request_over_the_limit_is_refused() {
        assertThat(kind(uploads.of("application/json", new byte[61 * 1024 * 1024])))
                .isEqualTo(BodyException.Kind.REQUEST_TOO_LARGE);
    }

    @Test
    void a_multipart_body_as_curl_sends_it_is_understood() throws IOException {
        BatchExtractRequest request = parse(uploads.multipart(
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\nContent-Type: text/plain\n\none",
                "Content-Disposition: form-data; name=\"output\"\n\n{\"s3_prefix\":\"s3://b/r/\"}",
                "Content-Disposition: form-data; name=\"files\"; filename=\"Übersicht 1.txt\"\n\ntwo",
                "Content-Disposition: form-data; name=\"file[]\"; filename=\"../../etc/passwd\"\n\nthree",
                "Content-Disposition: form-data; name=\"file\"\n\nfour",
                "Content-Disposition: form-data; name=\"workers\"\n\n7",
                "Content-Disposition: form-data; name=\"extract_options\"\nContent-Type: application/json\n\n{\"pages\":\"1\"}",
                "Content-Disposition: form-data; name=\"note\"\n\nhello"));

        List<UploadedDocument> documents = ((PulseInput.Files) request.input()).documents();
        assertThat(documents)
                .extracting(UploadedDocument::name)
                .containsExactly("a.txt", "Übersicht 1.txt", "../../etc/passwd", "document");
        assertThat(documents.get(0).mediaType()).isEqualTo("text/plain");
        assertThat(Files.readString(
                        uploads.contents().path(documents.get(2).content().sha256())))
                .isEqualTo("three");
        assertThat(request.parameters().workers()).isEqualTo(7);
        assertThat(request.options()).hasToString("{\"pages\":\"1\"}");
        assertThat(request.warnings()).containsExactly("note is unknown and ignored.");
    }

    @Test
    void multipart_without_documents_or_with_too_many_is_refused() {
        String output = "Content-Disposition: form-data; name=\"output\"\n\n{\"local_path\":\"x\"}";
        String file = "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\n\nx";
        String input = "Content-Disposition: form-data; name=\"input\"\n\n{\"s3_prefix\":\"s3://b/c\"}";

        assertThat(code(uploads.multipart(output))).isEqualTo("REQ_001");
        assertThat(code(uploads.multipart(file))).isEqualTo("REQ_004");
        assertThat(code(uploads.multipart(file, output, input))).isEqualTo("REQ_003");
        assertThat(code(uploads.multipart(file, output, output))).isEqualTo("REQ_003");
        assertThat(parse(uploads.multipart(input, output)).input()).isInstanceOf(PulseInput.Prefix.class);
        String[] many = new String[21];
        Arrays.fill(many, file);
        assertThat(kind(uploads.multipart(many))).isEqualTo(BodyException.Kind.TOO_MANY_PARTS);
    }

    @Test
    void broken_multipart_is_malformed() {
        byte[] body = "--AaB03x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(kind(uploads.of("multipart/form-data; boundary=AaB03x", body)))
                .isEqualTo(BodyException.Kind.MALFORMED);
        assertThat(kind(uploads.of("multipart/form-data", body))).isEqualTo(BodyException.Kind.MALFORMED);
        assertThat(kind(uploads.multipart(
                        "Content-Disposition: form-data; name=\"output\"\n\n{\"local_path\":\"x\"} y")))
                .isEqualTo(BodyException.Kind.MALFORMED);
    }

    @Test
    void a_multipart_body_of_nothing_but_its_closing_boundary_has_no_documents() {
        byte[] body = "------formdata-undici-0123456789--\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(code(uploads.of("multipart/form-data; boundary=----formdata-undici-0123456789", body)))
                .isEqualTo("REQ_001");
    }

    @Test
    void two_requests_are_the_same_when_they_ask_for_the_same() {
        String hello = "{\"input\":{\"files\":[{\"filename\":\"a.txt\",\"content\":\"b25l\"}]}," + OUTPUT + "}";
        BatchExtractRequest json = parse(hello);
        BatchExtractRequest multipart = parse(uploads.multipart(
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\n\none",
                "Content-Disposition: form-data; name=\"output\"\n\n{\"local_path\":\"x\"}"));

        assertThat(json.fingerprint("/")).isEqualTo(multipart.fingerprint("/"));
        assertThat(json.fingerprint("/"))
                .isNotEqualTo(parse(hello.replace("b25l", "b25m")).fingerprint("/"));
        assertThat(json.fingerprint("/"))
                .isNotEqualTo(parse(hello.replace("a.txt", "b.txt")).fingerprint("/"));
    }
}
