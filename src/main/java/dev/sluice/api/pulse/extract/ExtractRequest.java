package dev.sluice.api.pulse.extract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.request.Fingerprint;
import dev.sluice.api.upload.UploadedDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked request for one extraction. Exactly one of {@code document} and {@code url} is set.
 *
 * @param later whether the client asks for the result later
 * @param warnings what of the request has no effect
 */
record ExtractRequest(
        @Nullable UploadedDocument document,
        @Nullable String url,
        ExtractOptionNames.Mapped options,
        boolean later,
        List<String> warnings) {
    /** Equal for requests that ask for the same, whatever their bytes: a multipart boundary is another each time. */
    String fingerprint(String path) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("path", path);
        if (document != null) {
            facts.put("name", document.name()).put("sha256", document.content().sha256());
        }
        facts.put("url", url);
        facts.set("options", options.options());
        facts.put("stored", options.stored());
        facts.put("model", options.model());
        facts.set("schema", options.schema() == null ? null : options.schema().schema());
        facts.put("later", later);
        return Fingerprint.of(facts);
    }
}
