package dev.sluice.engine.remote;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.artifact.Artifact;
import dev.sluice.artifact.ArtifactStore;
import dev.sluice.artifact.ContentStore;
import dev.sluice.batch.BatchReader;
import dev.sluice.batch.BatchService;
import dev.sluice.batch.Job;
import dev.sluice.batch.JobState;
import dev.sluice.batch.NewBatch;
import dev.sluice.batch.NewJob;
import dev.sluice.batch.Operation;
import dev.sluice.intake.ApiDocument;
import dev.sluice.intake.ApiDocuments;
import dev.sluice.testing.RunningHub;
import dev.sluice.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program with remote engines configured, and jobs for them. */
final class RemoteHub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final RunningHub hub;

    RemoteHub(Path home, TestDatabase database, RemoteServer server, String... more) throws IOException {
        hub = new RunningHub(
                home,
                database,
                Stream.concat(
                                Stream.of(
                                        "--sluice.engine.llm.base-url=" + server.url() + "/v1/",
                                        "--sluice.engine.llm.model=test-model",
                                        "--sluice.engine.llm.api-key=secret-key",
                                        "--sluice.engine.llm.timeout=2s",
                                        "--sluice.engine.http.url=" + server.url() + "/engine/{operation}",
                                        "--sluice.engine.http.headers.x-own=own",
                                        "--sluice.engine.http.timeout=2s",
                                        "--sluice.parser.processes=1",
                                        "--sluice.node.slots=2",
                                        "--sluice.job.retry-schedule=100ms, 100ms"),
                                Arrays.stream(more))
                        .toArray(String[]::new));
    }

    /** A job on a text that is uploaded for it. */
    UUID submit(Operation operation, String engine, String options, String name, String text) {
        try {
            UUID batch = hub.bean(BatchService.class)
                    .open(new NewBatch("default", null, operation, engine, options, null, 8, 1, null, null));
            ApiDocument document = ApiDocument.stored(
                    hub.bean(ContentStore.class).store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
                    name,
                    null,
                    null);
            return hub.bean(ApiDocuments.class)
                    .addToBatch("default", batch, 0, List.of(document))
                    .get(0)
                    .id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A job on the results of earlier ones. */
    UUID submitOn(Operation operation, String engine, String options, UUID... inputs) {
        UUID id = UUID.randomUUID();
        hub.bean(BatchService.class)
                .submitSingle("default", operation, engine, new NewJob(id, null, List.of(inputs), options));
        return id;
    }

    Job job(UUID id) {
        return hub.bean(BatchReader.class).job("default", id).orElseThrow();
    }

    Job end(UUID id) {
        await().atMost(Duration.ofSeconds(60)).until(() -> job(id).state().isFinal());
        return job(id);
    }

    /** Its result; it must have completed. */
    JsonNode result(UUID id) {
        try {
            return JSON.readTree(part(id, "result.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String part(UUID id, String name) {
        Artifact artifact = artifact(id);
        try {
            return Files.readString(hub.bean(ArtifactStore.class).part(artifact.id(), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Artifact artifact(UUID id) {
        Job job = end(id);
        if (job.state() != JobState.COMPLETED) {
            throw new AssertionError("job is " + job.state() + ": " + job.failure());
        }
        return hub.bean(ArtifactStore.class)
                .find("default", Objects.requireNonNull(job.artifactId()))
                .orElseThrow();
    }

    JdbcClient jdbc() {
        return hub.bean(JdbcClient.class);
    }

    @Override
    public void close() {
        hub.close();
    }
}
