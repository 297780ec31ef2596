/** Carries operations out: the door to the forked parser, and the engines behind the operations. */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
