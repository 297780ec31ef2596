package dev.sluice.engine.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.ClaimedJob;
import dev.sluice.batch.ErrorCode;
import dev.sluice.batch.SluiceException;
import dev.sluice.engine.remote.RemoteCaller;
import dev.sluice.security.egress.EgressBody;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Speaks the chat API that OpenAI made usual: {@code POST <base>/chat/completions}. */
final class ChatClient {
    private final LlmSettings settings;
    private final RemoteCaller caller;
    private final ObjectMapper json;

    ChatClient(LlmSettings settings, RemoteCaller caller, ObjectMapper json) {
        this.settings = settings;
        this.caller = caller;
        this.json = json;
    }

    /**
     * One request.
     *
     * @param name of the schema, letters and underscores
     * @param schema of the answer
     * @param strict whether the endpoint may hold the model to it
     * @return the text of the answer
     * @throws SluiceException as {@link RemoteCaller#post}; {@code ENGINE_ANSWER_INVALID} if it is no chat answer,
     *     {@code ENGINE_REJECTED} if the model refused
     */
    String ask(ClaimedJob job, ArrayNode messages, String name, ObjectNode schema, boolean strict, Usage usage) {
        ObjectNode request = json.createObjectNode().put("model", settings.model());
        request.set("messages", messages);
        request.put("stream", false);
        switch (settings.answer()) {
            case JSON_SCHEMA -> {
                ObjectNode format = request.putObject("response_format").put("type", "json_schema");
                format.putObject("json_schema")
                        .put("name", name)
                        .put("strict", strict)
                        .set("schema", schema);
            }
            case JSON_OBJECT -> request.putObject("response_format").put("type", "json_object");
            case TEXT -> {}
        }
        if (settings.temperature() != null) {
            request.put("temperature", settings.temperature());
        }
        if (settings.maxTokens() != null) {
            request.put("max_completion_tokens", settings.maxTokens());
        }
        byte[] body = caller.post(
                job,
                settings.url(),
                settings.requestHeaders(),
                new EgressBody.Bytes(bytes(request), "application/json"),
                settings.limits(),
                InputStream::readAllBytes);
        return text(parse(body), usage);
    }

    private static String text(JsonNode answer, Usage usage) {
        usage.add(answer.path("usage"));
        JsonNode choice = answer.path("choices").path(0);
        JsonNode message = choice.path("message");
        String refusal = message.path("refusal").asText("");
        if (!refusal.isBlank() || choice.path("finish_reason").asText().equals("content_filter")) {
            throw new SluiceException(ErrorCode.ENGINE_REJECTED, "The model refused to work on this document.");
        }
        if (choice.path("finish_reason").asText().equals("length")) {
            throw RemoteCaller.invalid("it was cut off at the model's largest length");
        }
        if (!message.path("content").isTextual()) {
            throw RemoteCaller.invalid("it is no chat completion");
        }
        return message.path("content").asText();
    }

    private JsonNode parse(byte[] body) {
        try {
            return Json.parse(new String(body, java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw RemoteCaller.invalid("it is not JSON");
        }
    }

    private byte[] bytes(ObjectNode request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
