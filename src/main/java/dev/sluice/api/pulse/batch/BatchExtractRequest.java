package dev.sluice.api.pulse.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.request.Fingerprint;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked request for a batch of extractions.
 *
 * @param options in Sluice's own names
 * @param stored whether the results may be referred to by extraction ids
 * @param warnings what of the request has no effect
 * @param twice members that results have a second time at their old place
 * @param model decides about the engine
 * @param schema options of a schema that is filled from every document at once, as older clients ask; null for none
 */
record BatchExtractRequest(
        PulseInput input,
        BatchParameters parameters,
        ObjectNode options,
        boolean stored,
        List<String> warnings,
        Set<String> twice,
        String model,
        @Nullable ObjectNode schema) {
    /** Equal for requests that ask for the same, whatever their bytes: a multipart boundary is another each time. */
    String fingerprint(String path) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("path", path);
        facts.set("input", inputFacts());
        facts.put("s3Prefix", parameters.s3Prefix());
        facts.put("localPath", parameters.localPath());
        facts.set("options", options);
        if (schema != null) {
            facts.set("schema", schema);
        }
        facts.put("stored", stored);
        facts.put("model", model);
        facts.put("workers", parameters.workers());
        return Fingerprint.of(facts);
    }

    private ArrayNode inputFacts() {
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
