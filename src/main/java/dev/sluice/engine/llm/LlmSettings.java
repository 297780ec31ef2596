package dev.sluice.engine.llm;

import dev.sluice.security.egress.EgressLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.engine.llm.*}: a language model behind an OpenAI-compatible endpoint.
 *
 * @param baseUrl such as {@code https://api.openai.com/v1}; empty: there is no such engine
 * @param model the model's name
 * @param apiKey sent as a bearer token; empty: none
 * @param headers added to every request
 * @param connectTimeout for a connection
 * @param timeout for one request, to the last byte of its answer
 * @param maxConcurrent requests at a time on one node
 * @param deadline after that time a job is taken away from a node
 * @param answer how the endpoint is asked for JSON
 * @param temperature sent if set
 * @param maxTokens sent as {@code max_completion_tokens} if set
 * @param maxCharacters of a document's text in one request
 * @param images whether documents that are images are sent along
 */
@ConfigurationProperties("sluice.engine.llm")
record LlmSettings(
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String model,
        @DefaultValue("") String apiKey,
        @DefaultValue Map<String, String> headers,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("2m") Duration timeout,
        @DefaultValue("4") int maxConcurrent,
        @DefaultValue("15m") Duration deadline,
        @DefaultValue("json-schema") AnswerFormat answer,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @DefaultValue("400000") int maxCharacters,
        @DefaultValue("true") boolean images) {
    private static final long MAX_ANSWER = 32L * 1024 * 1024;

    /** What endpoints understand. */
    enum AnswerFormat {
        /** {@code response_format} with a schema. */
        JSON_SCHEMA,
        /** {@code response_format} {@code json_object}; the schema stands in the prompt. */
        JSON_OBJECT,
        /** No {@code response_format}; the schema stands in the prompt. */
        TEXT
    }

    boolean isConfigured() {
        return !baseUrl.isBlank();
    }

    String url() {
        return baseUrl.strip().replaceFirst("/+$", "") + "/chat/completions";
    }

    EgressLimits limits() {
        return new EgressLimits(connectTimeout, timeout, timeout, MAX_ANSWER);
    }

    Map<String, String> requestHeaders() {
        Map<String, String> all = new HashMap<>();
        if (!apiKey.isBlank()) {
            all.put("Authorization", "Bearer " + apiKey.strip());
        }
        all.putAll(headers);
        return all;
    }

    /** Without key and headers, which are secrets. */
    @Override
    public String toString() {
        return "LlmSettings[" + baseUrl + ", " + model + "]";
    }
}
