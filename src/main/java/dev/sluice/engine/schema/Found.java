package dev.sluice.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value read from a text.
 *
 * @param fit how well the text is such a value, 0 to 1
 * @param start where in the text it begins
 * @param end behind it
 */
record Found(JsonNode value, double fit, int start, int end) {}
