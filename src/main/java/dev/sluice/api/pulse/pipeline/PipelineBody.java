package dev.sluice.api.pulse.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.pulse.error.PulseError;
import dev.sluice.api.upload.BodyException;
import dev.sluice.api.upload.JsonBody;
import dev.sluice.api.upload.MultipartBody;
import dev.sluice.api.upload.Upload;
import dev.sluice.api.upload.UploadedDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * What has been read of a request, in whatever encoding; the order of the steps is kept.
 *
 * @param members everything but documents
 */
record PipelineBody(ObjectNode members, List<UploadedDocument> documents) {
    /**
     * Reads it; documents are stored on the way.
     *
     * @throws BodyException if the body cannot be read
     * @throws dev.sluice.http.ApiException if a part stands twice
     */
    static PipelineBody read(Upload upload) throws IOException {
        PipelineBody body = new PipelineBody(JsonNodeFactory.instance.objectNode(), new ArrayList<>());
        String type = upload.type();
        if (type.startsWith("multipart/")) {
            upload.multipart(body.parts(upload));
        } else if (type.equals("application/json") || type.endsWith("+json") || type.equals("text/json")) {
            JsonBody.read(upload, json -> json.members(name -> body.members.set(name, json.value())));
        } else {
            throw new BodyException(
                    BodyException.Kind.WRONG_TYPE,
                    "Send the body as application/json or as multipart/form-data, and say so in Content-Type.");
        }
        return body;
    }

    private MultipartBody.Parts parts(Upload upload) {
        return new MultipartBody.Parts() {
            @Override
            public boolean isDocument(String name) {
                return name.equals("file") || name.equals("files") || name.equals("file[]");
            }

            @Override
            public void document(String name, UploadedDocument document) {
                documents.add(document);
            }

            @Override
            public void text(String name, String value) {
                if (members.has(name)) {
                    throw PulseError.REQ_003.because("A part of the body stands twice; give each once.");
                }
                boolean steps = name.toLowerCase(Locale.ROOT).equals("steps");
                members.set(
                        name,
                        steps ? JsonBody.parse(upload, "steps", value) : JsonNodeFactory.instance.textNode(value));
            }
        };
    }

    /** Stores documents that stand in a step as {@code files: [{filename, content}]}. */
    static List<UploadedDocument> files(Upload upload, String path, JsonNode files) throws IOException {
        List<UploadedDocument> documents = new ArrayList<>();
        if (!files.isNull() && !files.isArray()) {
            throw PulseError.REQ_003.because(path + " must be a list of {filename, content}.");
        }
        for (JsonNode file : files) {
            String name = file.path("filename").asText("");
            if (name.isBlank() || !file.path("content").isTextual()) {
                throw PulseError.REQ_004.because(
                        "%s[%d] must have a filename and a content in base64.".formatted(path, documents.size()));
            }
            byte[] content;
            try {
                content = Base64.getMimeDecoder().decode(file.path("content").textValue());
            } catch (IllegalArgumentException e) {
                throw PulseError.REQ_002.because(path + "[" + documents.size() + "].content is not base64.");
            }
            documents.add(upload.store(name, null, out -> out.write(content)));
        }
        return documents;
    }
}
