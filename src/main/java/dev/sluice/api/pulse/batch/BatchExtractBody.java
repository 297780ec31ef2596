package dev.sluice.api.pulse.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.extract.ExtractOptionNames;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.upload.UploadedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What has been read of a request for a batch of extractions, in whatever encoding; checked when all is there. */
final class BatchExtractBody {
    private static final int LONGEST_URL = 8_000;

    /** Everything but inline documents, as it stood in the body. */
    final ObjectNode members = JsonNodeFactory.instance.objectNode();

    /** The members of {@code input} but {@code files}. */
    final ObjectNode input = JsonNodeFactory.instance.objectNode();

    final List<UploadedDocument> documents = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Checks it.
     *
     * @param presets puts saved options below those of the request
     * @throws dev.sluice.http.ApiException with the first thing that is wrong
     */
    BatchExtractRequest checked(UnaryOperator<JsonNode> presets) {
        PulseInput from = input(new Options("input", input));
        Options body = new Options("", members);
        BatchParameters parameters = BatchParameters.take(body, warnings);
        ExtractOptionNames.Mapped options = ExtractOptionNames.map(presets.apply(body.take("extract_options")));
        warnings.addAll(options.warnings());
        body.unknown(warnings);
        return new BatchExtractRequest(
                from,
                parameters,
                options.options(),
                options.stored(),
                List.copyOf(warnings),
                options.twice(),
                options.model(),
                options.schemaOptions());
    }

    private PulseInput input(Options given) {
        List<PulseInput> choices = new ArrayList<>();
        if (!documents.isEmpty()) {
            choices.add(new PulseInput.Files(List.copyOf(documents)));
        }
        String prefix = given.text("s3_prefix");
        if (prefix != null) {
            choices.add(new PulseInput.Prefix(prefix));
        }
        List<String> urls = given.texts("file_urls");
        if (!urls.isEmpty()) {
            choices.add(new PulseInput.Urls(checkedUrls(urls)));
        }
        String directory = given.text("local_path");
        if (directory != null) {
            choices.add(new PulseInput.LocalDirectory(directory));
        }
        if (choices.isEmpty()) {
            throw PulseError.REQ_001.because(
                    "There are no documents: give one of input.file_urls, input.files and input.s3_prefix, or send file parts.");
        }
        if (choices.size() > 1) {
            throw PulseError.REQ_003.because(
                    "Give exactly one of input.file_urls, input.files and input.s3_prefix, or file parts and no input.");
        }
        given.unknown(warnings);
        return choices.get(0);
    }

    private static List<String> checkedUrls(List<String> urls) {
        List<String> checked = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            String url = urls.get(i).strip();
            if (!isHttp(url)) {
                throw PulseError.REQ_003.because("input.file_urls[" + i + "] is no http or https URL.");
            }
            checked.add(url);
        }
        return checked;
    }

    /** Whether it may be fetched is judged by those who fetch. */
    private static boolean isHttp(String url) {
        String start = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
        return url.length() <= LONGEST_URL && (start.startsWith("http://") || start.equals("https://"));
    }
}
