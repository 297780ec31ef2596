package dev.sluice.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a document and its result may be.
 *
 * @param fileSize bytes of the file
 * @param pages pages, slides, sheets or images
 * @param outputSize bytes of each part of the result, unpacked
 * @param tableRows rows of all tables together
 * @param imagePixels pixels of one image or rendered page
 */
@ConfigurationProperties("sluice.limits")
public record ExtractLimits(
        @DefaultValue("50MB") DataSize fileSize,
        @DefaultValue("5000") int pages,
        @DefaultValue("200MB") DataSize outputSize,
        @DefaultValue("1000000") int tableRows,
        @DefaultValue("100000000") long imagePixels) {}
