/** Where documents and results live: written once, whole or not at all, with their hash. */
@NullMarked
package dev.sluice.artifact;

import org.jspecify.annotations.NullMarked;
