/** Carries out the operations: which engines there are, their limits, and the embedded ones. */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
