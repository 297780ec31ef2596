/** The document model, and the writers that turn it into the extraction artifact. Runs in the parser process only. */
@NullMarked
package dev.sluice.engine.extract;

import org.jspecify.annotations.NullMarked;
