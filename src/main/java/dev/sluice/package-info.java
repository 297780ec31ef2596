/** The program. */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
