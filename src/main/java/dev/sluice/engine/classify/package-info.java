/** The operation classify: which of a client's types a document is. */
@NullMarked
package dev.sluice.engine.classify;

import org.jspecify.annotations.NullMarked;
