package dev.sluice.security.egress;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer whose body has not been read yet. Closing it before its end hangs up. Reading the body throws an
 * {@link EgressException} when time or size run out or the connection breaks, never a shortened body.
 */
public final class EgressResponse implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(EgressResponse.class);

    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final String url;
    private final Watch watch;
    private final BodyStream body;

    EgressResponse(
            HttpUriRequestBase request, ClassicHttpResponse response, String url, Watch watch, EgressLimits limits)
            throws IOException {
        this.request = request;
        this.response = response;
        this.url = url;
        this.watch = watch;
        InputStream content =
                response.getEntity() == null ? null : response.getEntity().getContent();
        body = new BodyStream(content == null ? InputStream.nullInputStream() : content, watch, limits);
    }

    /** The status code. */
    public int status() {
        return response.getCode();
    }

    /** The first header of that name, or null. */
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** All headers of that name. */
    List<String> headers(String name) {
        return Arrays.stream(response.getHeaders(name)).map(Header::getValue).toList();
    }

    /** The length of the body in bytes as declared; null if it was not, or is that of a compressed form. */
    public @Nullable Long length() {
        long length = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
        return length < 0 ? null : length;
    }

    /** What the body is encoded with although it was not asked for and is not understood; null for nothing. */
    public @Nullable String unknownEncoding() {
        String encoding = header("Content-Encoding");
        return encoding == null || encoding.toLowerCase(Locale.ROOT).equals("identity") ? null : encoding;
    }

    /** Where the answer came from in the end. */
    public String url() {
        return url;
    }

    /** The body, decompressed. */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        watch.close();
        hangUp();
    }

    /** Ends this exchange, though not the time that runs for all of them. */
    void hangUp() {
        if (!body.atEnd()) {
            request.abort(); // else it would be read to its end, which may never come
        }
        try {
            response.close();
        } catch (IOException e) {
            log.debug("A connection did not close properly.", e);
        }
    }
}
