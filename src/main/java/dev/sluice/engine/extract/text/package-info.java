/** Plain text, delimited tables, Markdown and XML. */
@NullMarked
package dev.sluice.engine.extract.text;

import org.jspecify.annotations.NullMarked;
