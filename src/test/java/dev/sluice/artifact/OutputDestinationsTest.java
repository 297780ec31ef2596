package dev.sluice.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.artifact.s3.S3Stores;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.Lane;
import dev.sluice.batch.Operation;
import dev.sluice.batch.SluiceException;
import dev.sluice.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OutputDestinationsTest {
    private static final String RESULT = "{\"pages\": 2}";

    @RegisterExtension
    static final S3Server server = new S3Server();

    @TempDir
    Path directory;

    private final UUID job = UUID.randomUUID();

    @Test
    void a_result_is_written_to_both_destinations_and_again_without_harm() throws IOException {
        server.bucket("results");
        try (S3Stores stores = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, S3Server.SECRET_KEY)) {
            OutputDestinations outputs = outputs(stores);
            OutputTarget target = outputs.check("s3://results/run 7/out", "run 7");
            assertThat(target.s3Prefix()).isEqualTo("s3://results/run 7/out/");
            assertThat(target.localPath()).isEqualTo(root().resolve("run 7").toString());

            String name = "a b+ü.pdf." + job + ".json";
            List<String> written = outputs.write(target, "in/deep/a b+ü.pdf", result());
            assertThat(written)
                    .containsExactly(
                            "s3://results/run 7/out/" + name,
                            root().resolve("run 7").resolve(name).toString());
            assertThat(outputs.write(target, "in/deep/a b+ü.pdf", result())).isEqualTo(written);

            assertThat(server.get("results", "run 7/out/" + name)).isEqualTo(RESULT);
            assertThat(root().resolve("run 7").resolve(name)).hasContent(RESULT);
            var head = server.client().headObject(o -> o.bucket("results").key("run 7/out/" + name));
            assertThat(head.contentType()).isEqualTo("application/json");
        }
    }

    @Test
    void a_target_survives_being_kept_as_json() throws IOException {
        ObjectMapper json = new ObjectMapper();
        OutputTarget target = new OutputTarget("s3://results/out/", null);
        assertThat(json.readValue(json.writeValueAsString(target), OutputTarget.class))
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "results",
                "https://results/out",
                "s3://Results/out",
                "s3://127.0.0.1/out",
                "s3://results@evil/out",
                "s3://results/../out",
                "s3://results/out/..",
                "s3://results/out/./x",
                "s3://results//out",
                "s3://results/out//",
                "s3:///out",
                "s3://results/a\\b",
                "s3://results/a\nb",
                "s3://results/a\0b",
                "s3://results/ /b"
            })
    void a_prefix_that_could_mislead_is_refused(String prefix) throws IOException {
        try (S3Stores stores = S3Stores.nowhere()) {
            OutputDestinations outputs = outputs(stores);
            fails(ErrorCode.INVALID_OUTPUT, () -> outputs.check(prefix, null));
        }
    }

    @Test
    void a_destination_is_needed_and_each_one_must_be_good() throws IOException {
        try (S3Stores stores = S3Stores.nowhere()) {
            OutputDestinations outputs = outputs(stores);
            fails(ErrorCode.INVALID_OUTPUT, () -> outputs.check(null, null));
            fails(ErrorCode.INVALID_OUTPUT, () -> outputs.check("s3://results/out", "../x"));
            fails(ErrorCode.INVALID_OUTPUT, () -> outputs.check("s3:/results/out", "x"));
            assertThat(outputs.check(null, "x").s3Prefix()).isNull();
            assertThat(outputs.check("s3://results", null).s3Prefix()).isEqualTo("s3://results/");
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_refused_and_one_that_cannot_be_asked_for_is_not() throws IOException {
        server.bucket("there");
        try (S3Stores stores = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
                S3Stores refused = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, "wrong")) {
            assertThat(outputs(stores).check("s3://there/out", null).s3Prefix()).isEqualTo("s3://there/out/");
            assertThatThrownBy(() -> outputs(stores).check("s3://not-there/out", null))
                    .hasMessageContaining("There is no bucket not-there");
            fails(ErrorCode.STORAGE_NOT_FOUND, () -> outputs(stores).check("s3://not-there/out", null));
            assertThat(outputs(refused).check("s3://there/out", null).s3Prefix())
                    .isEqualTo("s3://there/out/");
        }
    }

    @Test
    void a_missing_bucket_or_wrong_keys_are_for_the_operator_and_a_silent_store_is_tried_again() throws IOException {
        server.bucket("locked");
        try (S3Stores stores = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
                S3Stores refused = S3Stores.at(server.endpoint(), S3Server.ACCESS_KEY, "wrong");
                S3Stores away = S3Stores.nowhere()) {
            OutputTarget missing = new OutputTarget("s3://not-there/out/", null);
            OutputTarget locked = new OutputTarget("s3://locked/out/", null);
            StoredResult result = result();
            fails(ErrorCode.OUTPUT_NOT_WRITABLE, () -> outputs(stores).write(missing, "a", result));
            fails(ErrorCode.OUTPUT_NOT_WRITABLE, () -> outputs(refused).write(locked, "a", result));
            fails(ErrorCode.STORAGE_UNAVAILABLE, () -> outputs(away).write(locked, "a", result));
        }
    }

    private Path root() throws IOException {
        return directory.toRealPath().resolve("results");
    }

    private OutputDestinations outputs(S3Stores stores) {
        LocalOutput local =
                new LocalOutput(List.of(directory.resolve("results")), directory.resolve("internal"), folder -> false);
        return new OutputDestinations(stores.objects(), local, artifacts());
    }

    private ArtifactStore artifacts() {
        JdbcClient unused = JdbcClient.create(new DriverManagerDataSource());
        return new ArtifactStore(directory.resolve("internal"), unused, new ObjectMapper());
    }

    private StoredResult result() throws IOException {
        ClaimedJob claim = new ClaimedJob(job, null, "default", null, Operation.EXTRACT, "embedded", Lane.BATCH, 2, 0);
        UUID id = UUID.randomUUID();
        Path part = artifacts().part(id, "result.json");
        Files.createDirectories(part.getParent());
        Files.writeString(part, RESULT);
        return new StoredResult(
                claim, new Artifact(id, "default", job, 2, List.of(), JsonNodeFactory.instance.objectNode()));
    }

    private static void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }
}
