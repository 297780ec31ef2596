package dev.sluice.webhook;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A place that wants to be told.
 *
 * @param id derived from tenant and URL, so that it is the same in every life of the hub
 * @param secrets all that are active: every attempt is signed with each, so that the receiver can change over
 * @param dialect in whose words it is told
 * @param headers added to every attempt
 */
record Endpoint(
        String tenantId,
        UUID id,
        URI url,
        List<Secret> secrets,
        Subscription subscription,
        EventDialect dialect,
        Map<String, String> headers) {

    /** For logs and people: where it is, without path and query, which may hold a token. */
    String label() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return "%s://%s%s#%s"
                .formatted(url.getScheme(), url.getHost(), port, id.toString().substring(0, 8));
    }

    /** The value of {@code webhook-signature}. */
    String sign(String eventId, long timestamp, byte[] body) {
        return secrets.stream()
                .map(secret -> secret.sign(eventId, timestamp, body))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return label();
    }
}
