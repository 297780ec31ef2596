/** The operation {@code tables}: the tables of documents that were extracted before, as JSON, HTML, Markdown and CSV. */
@NullMarked
package dev.sluice.engine.tables;

import org.jspecify.annotations.NullMarked;
