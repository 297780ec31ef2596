/** The parent's side of the parser processes: the pool, one process, its class path, the frames between them. */
@NullMarked
package dev.sluice.engine.parser;

import org.jspecify.annotations.NullMarked;
