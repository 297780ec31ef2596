package dev.sluice.api.upload;

import dev.sluice.artifact.ContentStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** Requests that bring documents, without a server. */
public final class TestUploads {
    private final ContentStore contents;
    private final UploadLimits limits;

    /** With small limits, so that tests can exceed them. */
    public TestUploads(Path directory) {
        this(
                directory,
                new UploadLimits(DataSize.ofMegabytes(60), 20, 64, DataSize.ofMegabytes(1), DataSize.ofMegabytes(40)));
    }

    TestUploads(Path directory, UploadLimits limits) {
        this.contents = new ContentStore(directory, Clock.systemUTC());
        this.limits = limits;
    }

    public ContentStore contents() {
        return contents;
    }

    /** A request with this body, as it is. */
    public Upload of(@Nullable String type, byte[] body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/batch/extract");
        if (type != null) {
            request.setContentType(type);
        }
        request.setContent(body);
        return new Uploads(contents, limits).begin(request);
    }

    public Upload json(String body) {
        return of("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A multipart body; each part is its header lines, an empty line, and its content; lines end in \n here. */
    public Upload multipart(String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            int gap = part.indexOf("\n\n");
            body.append("--AaB03x\r\n")
                    .append(part.substring(0, gap).replace("\n", "\r\n"))
                    .append("\r\n\r\n")
                    .append(part.substring(gap + 2))
                    .append("\r\n");
        }
        return of(
                "multipart/form-data; boundary=AaB03x",
                body.append("--AaB03x--\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }
}
