package dev.sluice.api.upload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sluice.artifact.ContentHold;
import dev.sluice.artifact.ContentSink;
import dev.sluice.batch.SluiceException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request whose documents are being taken in. Close it when they are written down, or will not be: what was stored
 * and not written down is swept later.
 */
public final class Upload implements AutoCloseable {
    /** What produces the bytes of a document. */
    @FunctionalInterface
    public interface Source {
        /** Writes them all. */
        void writeTo(OutputStream out) throws IOException;
    }

    private final HttpServletRequest request;
    private final ContentHold hold;
    private final UploadLimits limits;

    Upload(HttpServletRequest request, ContentHold hold, UploadLimits limits) {
        this.request = request;
        this.hold = hold;
        this.limits = limits;
    }

    /** The type of the body in lower case without its parameters; empty if none is declared. */
    public String type() {
        String type = request.getContentType();
        return type == null ? "" : type.replaceFirst(";(?s:.*)", "").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The body, to be read once.
     *
     * @throws BodyException {@code REQUEST_TOO_LARGE}, at once if the length is declared, else while it is read;
     *     {@code WRONG_TYPE} if it is compressed
     */
    public InputStream body() throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new BodyException(
                    BodyException.Kind.WRONG_TYPE,
                    "Compressed request bodies are not read: send it without Content-Encoding.");
        }
        LimitedInput.check(request.getContentLengthLong(), limits.requestSize());
        return new LimitedInput(request.getInputStream(), limits.requestSize());
    }

    /** A parser of the body as JSON, under the limits and without duplicate keys; read it through {@link JsonBody}. */
    JsonParser json() throws IOException {
        return factory().createParser(body()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /** The same for a text that came in the body. */
    JsonParser json(String text) throws IOException {
        return factory().createParser(text).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /** Made anew for each body: names that clients send are not kept in a table that outlives them. */
    private JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.jsonDepth())
                        .maxStringLength((int)
                                Math.min(Integer.MAX_VALUE, limits.jsonSize().toBytes()))
                        .build())
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .build();
    }

    UploadLimits limits() {
        return limits;
    }

    /** Reads the body as multipart. */
    public void multipart(MultipartBody.Parts parts) {
        new MultipartBody(this, limits).read(request, parts);
    }

    /**
     * Stores a document.
     *
     * @param name as the client says it, possibly a path
     * @throws BodyException {@code FILE_TOO_LARGE} or {@code STORAGE}
     */
    public UploadedDocument store(@Nullable String name, @Nullable String mediaType, Source source) throws IOException {
        try (ContentSink sink = storing(hold::open)) {
            source.writeTo(new GuardedSink(sink, shown(name), limits.fileSize()));
            return new UploadedDocument(name == null ? "document" : name, mediaType, storing(sink::commit));
        }
    }

    /** For sentences. */
    static String shown(@Nullable String name) {
        return name == null ? "document" : name.substring(0, Math.min(100, name.length()));
    }

    private interface Storing<T> {
        T run() throws IOException;
    }

    private static <T> T storing(Storing<T> step) {
        try {
            return step.run();
        } catch (IOException | SluiceException e) {
            throw new BodyException(BodyException.Kind.STORAGE, "The document cannot be stored now.", e);
        }
    }

    @Override
    public void close() {
        hold.close();
    }
}
