package dev.sluice.api.pulse.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.artifact.Durable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What makes two requests the same: what they ask for, not their bytes, for a multipart body has another boundary each
 * time it is sent.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /** Of all that is asked for, the path included, in an order that does not depend on the client. */
    public static String of(ObjectNode facts) {
        return HexFormat.of().formatHex(Durable.sha256().digest(facts.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
