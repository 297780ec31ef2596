package dev.sluice.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How images and scanned pages are read.
 *
 * @param command the tesseract program, by name or path; empty switches reading of images off
 * @param languages tesseract's language codes joined by a plus sign, or {@code auto} for all that are installed
 * @param pageTimeout how long one page may take
 * @param resolution dots per inch at which pages are rendered
 */
@ConfigurationProperties("sluice.ocr")
public record OcrSettings(
        @DefaultValue("tesseract") String command,
        @DefaultValue("auto") String languages,
        @DefaultValue("60s") Duration pageTimeout,
        @DefaultValue("300") int resolution) {}
