package dev.sluice.api.pulse.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.RunningHub;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Asks a running hub as Pulse's clients do. */
final class Calls {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunningHub hub;
    final ObjectMapper json = new ObjectMapper();

    Calls(RunningHub hub) {
        this.hub = hub;
    }

    /** Posts with {@code '} for {@code "}. */
    HttpResponse<String> post(String path, String body) {
        try {
            return hub.post(path, body.replace('\'', '"'));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode answer(int status, String path, String body) {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        return tree(response.body());
    }

    /** The status and the code of a refusal, and its sentence. */
    String refusal(String path, String body) {
        HttpResponse<String> response = post(path, body);
        JsonNode error = tree(response.body()).path("error");
        return response.statusCode() + " " + error.path("code").asText() + " "
                + error.path("message").asText();
    }

    JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    JsonNode job(String id) {
        try {
            HttpResponse<String> response = hub.get("/job/" + id);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return tree(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a DELETE. */
    JsonNode cancel(String id) {
        try {
            return tree(hub.send(hub.to("/job/" + id)
                            .header("x-api-key", RunningHub.KEY)
                            .method("DELETE", BodyPublishers.noBody()))
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The job when it is final. */
    JsonNode finished(String id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> job(id),
                        job -> List.of("completed", "failed", "canceled")
                                .contains(job.path("status").asText()));
    }

    /** A batch, accepted and final. */
    JsonNode batch(String path, String body) {
        return finished(answer(202, path, body).path("batch_job_id").asText());
    }

    /** The id of a final batch of extractions. */
    String extracted(Map<String, byte[]> documents, String more) {
        ObjectNode body = json.createObjectNode();
        ArrayNode files = body.putObject("input").putArray("files");
        documents.forEach((name, bytes) -> files.addObject()
                .put("filename", name)
                .put("content", Base64.getEncoder().encodeToString(bytes)));
        body.putObject("output").put("local_path", "extractions");
        body.setAll((ObjectNode) tree(more.replace('\'', '"')));
        return batch("/batch/extract", body.toString()).path("job_id").asText();
    }
}
