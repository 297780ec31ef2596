package dev.sluice.engine.schema;

/** A value that is known by its form, with its place in the text. */
record Mention(int start, int end, String value) {}
