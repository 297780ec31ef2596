package dev.sluice.api.pulse.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.request.Spelling;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.JsonBody;
import dev.sluice.api.upload.MultipartBody;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a request for one extraction: as multipart, which the SDKs send even for a URL, or as JSON. */
final class ExtractParser {
    private static final String DOCUMENT = "file";
    private static final String NO_DOCUMENT =
            "There is no document: send it as the part 'file' of a multipart body, or name its URL as fileUrl.";
    private static final int LONGEST_URL = 8_000;
    /** Options that are objects: in a multipart body they are the text of one. */
    private static final Set<String> OBJECTS =
            Set.of("figureprocessing", "extensions", "spreadsheet", "storage", "structuredoutput");

    private final Upload upload;
    private final ObjectNode members = JsonNodeFactory.instance.objectNode();
    private final List<UploadedDocument> documents = new ArrayList<>();

    private ExtractParser(Upload upload) {
        this.upload = upload;
    }

    /**
     * Reads and checks it; a document is stored on the way.
     *
     * @param presets puts saved options below those of the request
     * @throws BodyException if the body cannot be read
     * @throws dev.sluice.http.ApiException if it says what cannot be
     */
    static ExtractRequest parse(Upload upload, UnaryOperator<JsonNode> presets) throws IOException {
        ExtractParser parser = new ExtractParser(upload);
        String type = upload.type();
        if (type.startsWith("multipart/")) {
            parser.multipart();
        } else if (type.equals("application/json") || type.endsWith("+json") || type.equals("text/json")) {
            parser.json();
        } else if (type.isEmpty() && upload.body().read() < 0) {
            throw PulseError.REQ_001.because(NO_DOCUMENT); // what one SDK sends when it tries a URL again
        } else {
            throw new BodyException(
                    BodyException.Kind.WRONG_TYPE,
                    "Send the body as multipart/form-data or as application/json, and say so in Content-Type.");
        }
        return parser.checked(presets);
    }

    private void json() throws IOException {
        JsonBody.read(
                upload,
                json -> json.members(name -> {
                    if (name.equals(DOCUMENT)) {
                        json.skip(); // possibly a document in base64, which is not taken so
                        members.put(DOCUMENT, true);
                    } else {
                        members.set(name, json.value());
                    }
                }));
        if (members.remove(DOCUMENT) != null) {
            throw PulseError.REQ_001.because(
                    "A JSON body cannot carry the document: send it as the part 'file' of a multipart body, or name its URL as fileUrl.");
        }
    }

    private void multipart() {
        upload.multipart(new MultipartBody.Parts() {
            @Override
            public boolean isDocument(String name) {
                return name.equals(DOCUMENT);
            }

            @Override
            public void document(String name, UploadedDocument document) {
                documents.add(document);
            }

            @Override
            public void text(String name, String value) {
                if (members.has(name)) {
                    throw PulseError.REQ_003.because("The part '" + shown(name) + "' stands twice.");
                }
                boolean object = OBJECTS.contains(Spelling.of(name)) && !value.isBlank();
                members.set(
                        name,
                        object ? JsonBody.parse(upload, shown(name), value) : JsonNodeFactory.instance.textNode(value));
            }
        });
    }

    private ExtractRequest checked(UnaryOperator<JsonNode> presets) {
        Options given = new Options("", presets.apply(members));
        String url = given.text("fileUrl");
        if (url != null) { // a form that was sent without choosing a file has an empty one
            documents.removeIf(document -> document.content().size() == 0);
        }
        if (url == null && documents.isEmpty()) {
            throw PulseError.REQ_001.because(NO_DOCUMENT);
        }
        if (documents.size() + (url == null ? 0 : 1) > 1) {
            throw PulseError.REQ_003.because("Give exactly one document: one part 'file' or one fileUrl.");
        }
        if (url != null && !isHttp(url)) {
            throw PulseError.REQ_003.because("fileUrl is no http or https URL.");
        }
        UploadedDocument document = documents.isEmpty() ? null : documents.get(0);
        if (document != null && document.content().size() == 0) {
            throw PulseError.FILE_004.because("The file is empty: it has no bytes.");
        }
        boolean later = given.flag("async", false);
        ExtractOptionNames.Mapped options = ExtractOptionNames.map(given);
        return new ExtractRequest(document, url, options, later, warnings(options));
    }

    private static List<String> warnings(ExtractOptionNames.Mapped options) {
        List<String> warnings = new ArrayList<>(options.warnings());
        if (options.schema() != null) {
            warnings.add(
                    options.schema().name()
                            + " is deprecated: apply a schema with POST /schema, which can be asked again for the same extraction.");
        }
        return List.copyOf(warnings);
    }

    /** Whether it may be fetched is judged by those who fetch. */
    private static boolean isHttp(String url) {
        String start = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
        return url.length() <= LONGEST_URL && (start.startsWith("http://") || start.equals("https://"));
    }

    private static String shown(@Nullable String name) {
        return name == null ? "" : name.substring(0, Math.min(100, name.length()));
    }
}
