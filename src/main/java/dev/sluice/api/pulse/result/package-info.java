/**
 * Results in this dialect's words: found, said in the shape of their operation ({@link ResultShape}), and written besides
 * where clients want them.
 */
@NullMarked
package dev.sluice.api.pulse.result;

import org.jspecify.annotations.NullMarked;
