/** The operation schema: a document's fields, as a JSON Schema asks for them, found in its text and never made up. */
@NullMarked
package dev.sluice.engine.schema;

import org.jspecify.annotations.NullMarked;
