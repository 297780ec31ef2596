package dev.sluice.api.pulse.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.pulse.request.Options;
import dev.sluice.api.pulse.request.Spelling;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.JsonBody;
import dev.sluice.api.upload.MultipartBody;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import java.io.IOException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a request for a batch of extractions: as JSON, which the SDKs send, or as multipart, which curl sends. */
final class BatchExtractParser {
    private static final Set<String> DOCUMENT_PARTS = Set.of("file", "files", "file[]", "files[]");

    private final Upload upload;
    private final BatchExtractBody body = new BatchExtractBody();

    private BatchExtractParser(Upload upload) {
        this.upload = upload;
    }

    /**
     * Reads and checks it; documents are stored on the way.
     *
     * @param presets puts saved options below those of the request
     * @throws BodyException if the body cannot be read
     * @throws dev.sluice.http.ApiException if it says what cannot be
     */
    static BatchExtractRequest parse(Upload upload, UnaryOperator<JsonNode> presets) throws IOException {
        BatchExtractParser parser = new BatchExtractParser(upload);
        String type = upload.type();
        if (type.startsWith("multipart/")) {
            parser.multipart();
        } else if (type.equals("application/json") || type.endsWith("+json") || type.equals("text/json")) {
            parser.json();
        } else {
            throw new BodyException(
                    BodyException.Kind.WRONG_TYPE,
                    "Send the body as application/json or as multipart/form-data, and say so in Content-Type.");
        }
        return parser.body.checked(presets);
    }

    private void json() throws IOException {
        JsonBody.read(
                upload,
                json -> json.members(name -> {
                    if (Spelling.of(name).equals("input") && json.isObject()) {
                        json.members(member -> input(json, member));
                    } else if (Spelling.of(name).equals("input")) {
                        new Options(name, json.value()); // null, or refused
                    } else {
                        body.members.set(name, json.value());
                    }
                }));
    }

    private void input(JsonBody json, String name) throws IOException {
        if (Spelling.of(name).equals("files") && json.isArray()) {
            json.items(index -> document(json, "input.files[" + index + "]"));
        } else if (Spelling.of(name).equals("files")) {
            if (!json.value().isNull()) {
                throw PulseError.REQ_003.because("input.files must be a list of {filename, content}.");
            }
        } else {
            body.input.set(name, json.value());
        }
    }

    /** The two members come in any order, so the document gets its name when both are read. */
    private void document(JsonBody json, String where) throws IOException {
        if (!json.isObject()) {
            throw PulseError.REQ_003.because(where + " must be {filename, content}.");
        }
        Inline inline = new Inline();
        json.members(member -> {
            switch (Spelling.of(member)) {
                case "filename" -> inline.name = json.value();
                case "content" -> inline.document = content(json, where, inline.name);
                default -> json.skip();
            }
        });
        if (inline.document == null) {
            throw PulseError.REQ_004.because(where + ".content is missing: the document in base64.");
        }
        if (!inline.name.isTextual() || inline.name.textValue().isBlank()) {
            throw PulseError.REQ_004.because(where + ".filename is missing: the name of the document with its ending.");
        }
        body.documents.add(new UploadedDocument(inline.name.textValue(), null, inline.document.content()));
    }

    private static @Nullable UploadedDocument content(JsonBody json, String where, JsonNode name) throws IOException {
        if (json.isText()) {
            return json.document(where + ".content", name.asText());
        }
        if (!json.value().isNull()) {
            throw PulseError.REQ_003.because(where + ".content must be the document in base64.");
        }
        return null;
    }

    private static final class Inline {
        private JsonNode name = JsonNodeFactory.instance.nullNode();
        private @Nullable UploadedDocument document;
    }

    private void multipart() {
        upload.multipart(new MultipartBody.Parts() {
            @Override
            public boolean isDocument(String name) {
                return DOCUMENT_PARTS.contains(name);
            }

            @Override
            public void document(String name, UploadedDocument document) {
                body.documents.add(document);
            }

            @Override
            public void text(String name, String value) {
                part(name, value);
            }
        });
    }

    private void part(String name, String value) {
        JsonNode parsed = switch (Spelling.of(name)) {
            case "input", "output", "extractoptions", "workers" ->
                value.isBlank() ? JsonNodeFactory.instance.nullNode() : JsonBody.parse(upload, name, value);
            default -> JsonNodeFactory.instance.textNode("");
        };
        if (Spelling.of(name).equals("input")) {
            if (parsed.has("files")) {
                throw PulseError.REQ_003.because(
                        "In a multipart body documents are parts of the name 'file', not input.files.");
            }
            if (!parsed.isObject() && !parsed.isNull()) {
                throw PulseError.REQ_003.because("input must be an object.");
            }
            parsed.properties().forEach(member -> body.input.set(member.getKey(), member.getValue()));
        } else if (body.members.has(name)) {
            throw PulseError.REQ_003.because("The part '" + name + "' stands twice.");
        } else {
            body.members.set(name, parsed);
        }
    }
}
