/**
 * {@code POST /extract} and {@code POST /extract_async}: one document, read at once or in the background; and the options
 * of an extraction, of one document or of many.
 */
@NullMarked
package dev.sluice.api.pulse.extract;

import org.jspecify.annotations.NullMarked;
