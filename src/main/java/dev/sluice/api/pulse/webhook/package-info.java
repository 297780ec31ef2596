/** Events in this dialect's words, and {@code POST /webhook}. */
@NullMarked
package dev.sluice.api.pulse.webhook;

import org.jspecify.annotations.NullMarked;
