/** The dialect of Pulse: its wire format and its codes, mapped to what Sluice does anyway. */
@NullMarked
package dev.sluice.api.pulse;

import org.jspecify.annotations.NullMarked;
