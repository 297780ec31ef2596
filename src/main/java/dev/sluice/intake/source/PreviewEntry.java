package dev.sluice.intake.source;

import org.jspecify.annotations.Nullable;

/**
 * One document in a preview.
 *
 * @param name as the source names it: a path below the folder, a key, the id of an entry
 * @param size in bytes as far as it is known, else 0
 * @param reason why it would not be taken; null: it would
 */
public record PreviewEntry(String name, long size, @Nullable SkipReason reason) {}
