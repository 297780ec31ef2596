/** The operation split: which pages of a bundle belong to which of a client's topics. */
@NullMarked
package dev.sluice.engine.split;

import org.jspecify.annotations.NullMarked;
