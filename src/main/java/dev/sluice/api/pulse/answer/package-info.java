/** How answers are written: small ones at once, long ones in parts, with times and links. */
@NullMarked
package dev.sluice.api.pulse.answer;

import org.jspecify.annotations.NullMarked;
