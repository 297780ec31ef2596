package dev.sluice.api.upload;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

/** Reads a {@code multipart/form-data} body part by part: documents are stored, the others are short texts. */
public final class MultipartBody {
    private static final int LARGEST_PART_HEADER = 8 * 1024;

    /** What becomes of the parts, in the order in which they come. */
    public interface Parts {
        /** Whether parts of that name are documents; others are texts. */
        boolean isDocument(String name);

        /** A document has been stored. */
        void document(String name, UploadedDocument document);

        /** A text has come. */
        void text(String name, String value);
    }

    private final Upload upload;
    private final UploadLimits limits;

    MultipartBody(Upload upload, UploadLimits limits) {
        this.upload = upload;
        this.limits = limits;
    }

    void read(HttpServletRequest request, Parts parts) {
        var parser = new JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory>();
        parser.setHeaderCharset(StandardCharsets.UTF_8); // both SDKs send file names as raw UTF-8
        parser.setMaxPartHeaderSize(LARGEST_PART_HEADER);
        try {
            FileItemInputIterator items = parser.getItemIterator(context(request));
            for (int count = 1; items.hasNext(); count++) {
                if (count > limits.parts()) {
                    throw new BodyException(
                            BodyException.Kind.TOO_MANY_PARTS,
                            "The body has more than %,d parts (sluice.limits.parts); send the documents in several requests."
                                    .formatted(limits.parts()));
                }
                read(items.next(), parts);
            }
        } catch (FileUploadException | IllegalArgumentException e) {
            throw new BodyException(
                    BodyException.Kind.MALFORMED, "The body is not well-formed multipart/form-data.", e);
        } catch (IOException e) {
            throw new BodyException(BodyException.Kind.MALFORMED, "The body broke off in the middle of a part.", e);
        }
    }

    private void read(FileItemInput item, Parts parts) throws IOException {
        String name = item.getFieldName();
        if (name == null) {
            throw new BodyException(BodyException.Kind.MALFORMED, "A part of the body has no name.");
        }
        try (InputStream in = item.getInputStream()) {
            if (parts.isDocument(name)) {
                parts.document(name, upload.store(fileName(item), item.getContentType(), in::transferTo));
            } else {
                parts.text(name, text(name, in));
            }
        }
    }

    /** The parser refuses names with U+0000; we only leave such characters out. */
    private static @Nullable String fileName(FileItemInput item) {
        try {
            return item.getName();
        } catch (InvalidPathException e) {
            return e.getInput();
        }
    }

    private String text(String name, InputStream in) throws IOException {
        int most = (int) Math.min(Integer.MAX_VALUE - 8, limits.jsonSize().toBytes());
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new BodyException(
                    BodyException.Kind.MALFORMED,
                    "The part '%s' has more than %,d bytes; only documents may be that large."
                            .formatted(Upload.shown(name), most));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private RequestContext context(HttpServletRequest request) {
        return new RequestContext() {
            @Override
            public String getCharacterEncoding() {
                return StandardCharsets.UTF_8.name();
            }

            @Override
            public Charset getCharset() {
                return StandardCharsets.UTF_8;
            }

            @Override
            public long getContentLength() {
                return request.getContentLengthLong();
            }

            @Override
            public String getContentType() {
                return request.getContentType();
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return upload.body();
            }

            @Override
            public boolean isMultipartRelated() {
                return false;
            }
        };
    }
}
