package dev.sluice.api.pulse.extract;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A multipart body as one of the SDKs puts it on the wire. */
public final class Multipart {
    private static final String BOUNDARY = "----formdata-undici-012345678901";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A document. */
    public Multipart file(String name, @Nullable String type, byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n"
                        + (type == null ? "" : "Content-Type: " + type + "\r\n"),
                content);
    }

    /** A text. */
    public Multipart text(String name, String value) {
        return part(
                "Content-Disposition: form-data; name=\"" + name + "\"\r\n", value.getBytes(StandardCharsets.UTF_8));
    }

    private Multipart part(String header, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\n" + header + "\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The request with this body. */
    public HttpRequest.Builder to(HttpRequest.Builder request) {
        byte[] end = ("--" + BOUNDARY + "--").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(end);
        return request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(whole.toByteArray()));
    }
}
