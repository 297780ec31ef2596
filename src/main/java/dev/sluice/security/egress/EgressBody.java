package dev.sluice.security.egress;

import java.nio.file.Path;
import java.util.Map;

/** The body of a request. */
public sealed interface EgressBody {
    /** Bytes of that media type, such as {@code application/json}. */
    record Bytes(byte[] content, String mediaType) implements EgressBody {}

    /** A file, sent as it is and not read into memory. */
    record File(Path path, String mediaType) implements EgressBody {}

    /**
     * A form with one file (RFC 7578), which is not read into memory.
     *
     * @param fields texts by name
     * @param field name of the file's part
     * @param path the file
     * @param fileName as it is told to the receiver
     * @param mediaType of the file
     */
    record Form(Map<String, String> fields, String field, Path path, String fileName, String mediaType)
            implements EgressBody {
        public Form {
            fields = Map.copyOf(fields);
        }
    }
}
