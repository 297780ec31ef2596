/** The engine http: any service that takes a document or an extraction and answers with JSON. */
@NullMarked
package dev.sluice.engine.http;

import org.jspecify.annotations.NullMarked;
