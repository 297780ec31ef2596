/** The codes that this dialect answers with, and which of them is said of whatever Sluice refuses or fails at. */
@NullMarked
package dev.sluice.api.pulse.error;

import org.jspecify.annotations.NullMarked;
