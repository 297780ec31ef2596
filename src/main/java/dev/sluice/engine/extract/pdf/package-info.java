/** PDF pages to words, lines, blocks and tables. */
@NullMarked
package dev.sluice.engine.extract.pdf;

import org.jspecify.annotations.NullMarked;
