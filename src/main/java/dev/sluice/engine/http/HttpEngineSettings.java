package dev.sluice.engine.http;

import dev.sluice.batch.Operation;
import dev.sluice.security.egress.EgressLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sluice.engine.http.*}: any service that answers with JSON.
 *
 * @param url where to post; <code>{operation}</code> in it stands for the operation's name. Empty: there is no such engine
 * @param apiKey sent as a bearer token; empty: none
 * @param headers added to every request
 * @param connectTimeout for a connection
 * @param timeout for one request, to the last byte of its answer
 * @param maxConcurrent requests at a time on one node
 * @param deadline after that time a job is taken away from a node
 */
@ConfigurationProperties("sluice.engine.http")
record HttpEngineSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String apiKey,
        @DefaultValue Map<String, String> headers,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("5m") Duration timeout,
        @DefaultValue("4") int maxConcurrent,
        @DefaultValue("15m") Duration deadline) {

    boolean isConfigured() {
        return !url.isBlank();
    }

    String url(Operation operation) {
        return url.strip().replace("{operation}", operation.word());
    }

    EgressLimits limits(long maxBytes) {
        return new EgressLimits(connectTimeout, timeout, timeout, maxBytes);
    }

    Map<String, String> requestHeaders() {
        Map<String, String> all = new HashMap<>();
        all.put("Accept", "application/json");
        if (!apiKey.isBlank()) {
            all.put("Authorization", "Bearer " + apiKey.strip());
        }
        all.putAll(headers);
        return all;
    }

    /** Without key and headers, which are secrets. */
    @Override
    public String toString() {
        return "HttpEngineSettings[" + url + "]";
    }
}
