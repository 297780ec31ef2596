/** {@code POST /extract} and {@code POST /extract_async}: one document, read at once or in the background. */
@NullMarked
package dev.sluice.api.pulse.extract;

import org.jspecify.annotations.NullMarked;
