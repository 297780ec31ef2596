package dev.sluice.engine;

/**
 * Something a reader of the result should know although the extraction succeeded.
 *
 * @param code a stable word in capitals, such as {@code OCR_UNAVAILABLE}, {@code NO_TEXT} or
 *     {@code ATTACHMENTS_NOT_EXTRACTED}
 * @param message one sentence a person understands
 */
public record ExtractWarning(String code, String message) {}
