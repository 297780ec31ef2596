package dev.sluice.security.egress;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.FileEntity;

/** Bodies of requests as the library takes them. */
final class Entities {
    private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);

    private Entities() {}

    static HttpEntity of(EgressBody body) {
        if (body instanceof EgressBody.Bytes bytes) {
            return new ByteArrayEntity(bytes.content(), ContentType.parse(bytes.mediaType()));
        }
        if (body instanceof EgressBody.File file) {
            return new FileEntity(file.path().toFile(), ContentType.parse(file.mediaType()));
        }
        EgressBody.Form form = (EgressBody.Form) body;
        MultipartEntityBuilder builder = MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.EXTENDED)
                .setCharset(StandardCharsets.UTF_8);
        for (Map.Entry<String, String> field : form.fields().entrySet()) {
            builder.addTextBody(field.getKey(), field.getValue(), TEXT);
        }
        return builder.addBinaryBody(
                        form.field(), form.path().toFile(), ContentType.parse(form.mediaType()), form.fileName())
                .build();
    }
}
