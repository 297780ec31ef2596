package dev.sluice.api.pulse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

    static String of(String path, BatchExtractRequest request) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("path", path);
        facts.set("input", input(request.input()));
        facts.put("s3Prefix", request.parameters().s3Prefix());
        facts.put("localPath", request.parameters().localPath());
        facts.set("options", request.options());
        facts.put("stored", request.stored());
        facts.put("model", request.model());
        facts.put("workers", request.parameters().workers());
        return of(facts);
    }

    /** Of all that is asked for, the path included, in an order that does not depend on the client. */
    public static String of(ObjectNode facts) {
        return HexFormat.of().formatHex(Durable.sha256().digest(facts.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static ArrayNode input(PulseInput input) {
        ArrayNode facts = JsonNodeFactory.instance.arrayNode();
        if (input instanceof PulseInput.Files files) {
            files.documents()
                    .forEach(file -> facts.add(file.name()).add(file.content().sha256()));
        } else if (input instanceof PulseInput.Urls urls) {
            urls.urls().forEach(facts::add);
        } else if (input instanceof PulseInput.Prefix prefix) {
            facts.addObject().put("prefix", prefix.prefix());
        } else if (input instanceof PulseInput.LocalDirectory directory) {
            facts.addObject().put("directory", directory.path());
        }
        return facts;
    }
}
