package dev.sluice.api.upload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Those of {@code sluice.limits.*} that decide about request bodies.
 *
 * @param requestSize bytes of one request
 * @param parts parts of one multipart body
 * @param jsonDepth how deep JSON may be nested
 * @param jsonSize bytes of one JSON value that is held in memory, such as a list of URLs; documents in base64 are not
 * @param fileSize bytes of one document
 */
@ConfigurationProperties("sluice.limits")
public record UploadLimits(
        @DefaultValue("1GB") DataSize requestSize,
        @DefaultValue("1000") int parts,
        @DefaultValue("64") int jsonDepth,
        @DefaultValue("16MB") DataSize jsonSize,
        @DefaultValue("50MB") DataSize fileSize) {}
